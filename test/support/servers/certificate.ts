import { execFileSync } from 'node:child_process';

/** Writes `key.pem` and `cert.pem`, which nobody signed, to a folder. */
export function certify(folder: string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'key.pem'];
  const args = ['req', '-x509', ...key, '-out', 'cert.pem', '-days', '2', '-subj', '/CN=localhost'];
  execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
}
