import { expect, test } from 'vitest';
import { isLogName, LOGS_FOLDER, logName } from '../../src/text/log-name.ts';

test('logs of servers with alike names have names of their own', () => {
  const names = ['api v2', 'api-v2', 'API-v2', 'api/v2', 'über', `${'x'.repeat(80)}1`, `${'x'.repeat(80)}2`];
  const logs = names.map((name) => logName('head', 'start', name));
  expect(new Set(logs.map((log) => log.toLowerCase())).size).toBe(names.length);
  expect(logs.every((log) => isLogName(log.slice(LOGS_FOLDER.length + 1)))).toBe(true);
  expect(logName('base', 'prepare', 'api')).toBe('logs/base-prepare-api.log');
});
