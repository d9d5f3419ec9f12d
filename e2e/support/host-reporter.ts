import { relative } from 'node:path';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Says at the end in which hosts, of which version, each spec ran. */
export default class HostReporter implements Reporter {
  private readonly hosts = new Map<string, Set<string>>();

  onTestEnd({ location }: TestCase, { annotations }: TestResult): void {
    const spec = relative(process.cwd(), location.file);
    const hosts = this.hosts.get(spec) ?? new Set();
    const named = annotations.find(({ type }) => type === 'host')?.description;
    hosts.add(named ?? `Node ${process.versions.node}`);
    this.hosts.set(spec, hosts);
  }

  onEnd(): void {
    const lines = [...this.hosts].sort().map(([spec, hosts]) => `  ${spec}: ${[...hosts].join(', ')}`);
    process.stdout.write(['', 'Hosts:', ...lines, ''].join('\n'));
  }

  printsToStdio(): boolean {
    return false;
  }
}
