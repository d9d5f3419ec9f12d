import { relative } from 'node:path';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Says at the end in which hosts, of which version, each spec ran, and which tests took a second try. */
export default class HostReporter implements Reporter {
  private readonly hosts = new Map<string, Set<string>>();
  private readonly again: TestCase[] = [];

  onTestEnd(test: TestCase, { annotations }: TestResult): void {
    if (test.outcome() === 'flaky') this.again.push(test);
    const spec = relative(process.cwd(), test.location.file);
    const hosts = this.hosts.get(spec) ?? new Set();
    const named = annotations.find(({ type }) => type === 'host')?.description;
    hosts.add(named ?? `Node ${process.versions.node}`);
    this.hosts.set(spec, hosts);
  }

  onEnd(): void {
    const lines = [...this.hosts].sort().map(([spec, hosts]) => `  ${spec}: ${[...hosts].join(', ')}`);
    process.stdout.write(['', 'Hosts:', ...lines, ''].join('\n'));
    if (this.again.length === 0) return;
    const again = this.again.map((test) => `  ${test.titlePath().filter(Boolean).join(' › ')}`);
    process.stdout.write(['', 'Passed only at the second try:', ...again, ''].join('\n'));
  }

  printsToStdio(): boolean {
    return false;
  }
}
