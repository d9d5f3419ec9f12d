/**
 * `npm run conformance -- --mercure URL --secret S [--origin O]`, or `-- --pusher URL --app ID:KEY:SECRET`: the black-box
 * cases against a server that runs already, each with its number and sentence; exit code 1 if one fails.
 * What needs a server set up in a special way runs within `npm test` alone.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const protocols = ['mercure', 'pusher'];
const usage = `Usage: npm run conformance -- --mercure URL --secret SECRET [--origin ORIGIN] [-- vitest options]
       npm run conformance -- --pusher URL --app ID:KEY:SECRET [-- vitest options]
  --mercure  address of the hub, for example https://localhost/.well-known/mercure
  --secret   what its tokens are signed with (HS256), of publishers and subscribers
  --origin   an origin that may publish with a cookie there; http://localhost:8000 if absent
  --pusher   address of the server, for example http://127.0.0.1:6001
  --app      an app of it that allows client events
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mercure: { type: 'string' },
    secret: { type: 'string' },
    origin: { type: 'string' },
    pusher: { type: 'string' },
    app: { type: 'string' },
  },
});
const named = protocols.filter((protocol) => values[protocol] !== undefined);
const secret = values.pusher === undefined ? values.secret : values.app;
const isApp = values.pusher === undefined || /^[^:]+:[^:]+:.+$/.test(secret ?? '');
if (named.length !== 1 || secret === undefined || !isApp) {
  process.stderr.write(usage);
  process.exit(2);
}
const [protocol] = named;
const target = { url: values[protocol], secret, origin: values.origin ?? 'http://localhost:8000' };
const child = spawn(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'conformance/vitest.config.mts',
    '--reporter=verbose',
    `conformance/${protocol}`,
    ...positionals,
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, [`HUBBUB_CONFORMANCE_${protocol.toUpperCase()}`]: JSON.stringify(target) },
  },
);
child.on('exit', (code) => process.exit(code ?? 1));
