// tsyringe, on which @peculiar/x509 stands, looks for this polyfill while it is being loaded.
import 'reflect-metadata';

export * from '@peculiar/x509';
