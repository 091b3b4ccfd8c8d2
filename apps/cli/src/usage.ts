/** What `kartoteka help` prints. */
export const usage = `kartoteka <command>

  start                       everything on this machine, with demo data
  cloud                       the document cloud
  practice                    the staff application of one practice
  sandbox                     the simulated platforms; nothing in them is real
                                --headless           without pages
                                --world NAME         makes this world, too
  import FILE|FOLDER…         bring documents into the practice
                                --url URL --login NAME   password from KARTOTEKA_PASSWORD
  operator accounts           list the accounts
  operator account-create     --account N --organisation NAME --from DAY --to DAY
                              --size-mb N --documents N
  operator issue              --account N --tls-csr FILE --wss-csr FILE --out FOLDER
  operator certificate        --account N --sha256 FINGERPRINT --state registered|withheld|revoked
  operator suspend|reopen|close --account N
  operator limits             --account N --size-mb N --documents N
  operator extend             --account N --to DAY
  verify-audit                recompute the audit chains and name the first entry that does not fit

  --json                      answers for programs
Settings: see docs/reference/settings.md`;
