// An issuer in a process of its own: Jest runs CommonJS, and oidc-provider is an ES module.
import { type Issuer, startIssuer } from '../../local/issuer/issuer.ts';

const [dashboardOrigin = '', folder = '', port = '', accessTokenSeconds = ''] = process.argv.slice(2);

startIssuer({
  dashboardOrigin,
  folder,
  port: Number(port),
  accessTokenSeconds: Number(accessTokenSeconds),
}).then(announce, (error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});

function announce(issuer: Issuer): void {
  process.once('SIGTERM', () => void issuer.stop().then(() => process.exit(0)));
  process.stdout.write(`${JSON.stringify(issuer.settings)}\n`);
}
