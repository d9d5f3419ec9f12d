export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const sampleLine = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})?[ \t]+(\S+)(?:[ \t]+-?\d+)?\s*$/;
const labelPair = /([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const escaped: Readonly<Record<string, string>> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' };

/** The samples of Prometheus' text format, version 0.0.4. Total: a line that is none is left out. */
export function readPrometheusText(text: string): readonly Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', number] = sampleLine.exec(line) ?? [];
    const value = Number(number);
    if (name === undefined || !Number.isFinite(value)) return [];
    const pairs = [...labels.matchAll(labelPair)].map(
      ([, key = '', own = '']) => [key, own.replace(/\\[n"\\]/g, (pair) => escaped[pair] ?? pair)] as const,
    );
    return [{ name, labels: Object.fromEntries(pairs), value }];
  });
}
