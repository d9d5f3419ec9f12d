import { csv } from './csv';
import type { ExportFormat } from './export-format';
import { json } from './json';
import { ndjson } from './ndjson';

/** The list of formats; the first is the default. */
export const exportFormats: readonly ExportFormat[] = [ndjson, csv, json];
