/**
 * Settings given on the command line, so that a file in the cluster cannot differ from the program.
 * Modest ones: the machine also runs the applications.
 */
export function serverSettings(socketFolder: string): string[] {
  const settings: Record<string, string> = {
    // Only the socket: no port that others on the machine could try.
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '200',
    shared_buffers: '256MB',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '2GB',
    min_wal_size: '128MB',
    max_wal_size: '2GB',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    jit: 'off',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    io_workers: '2',
    timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    ...logSettings,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * A week of logs, one file a weekday. Neither statements nor details are written: a detail quotes
 * the row that broke a rule, and rows hold patient data.
 */
const logSettings = {
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %d ',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};
