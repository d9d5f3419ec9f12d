import { freemem, totalmem } from 'node:os';
import type { Face } from '../hub/face';
import { jsonReply, textReply } from '../hub/face';
import type { AppMetrics, MetricsCounter } from './metrics-counter';

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly of: keyof AppMetrics;
}

/** Those of soketi's that one process has; names, help and labels as its own. */
const metrics: readonly Metric[] = [
  { name: 'connected', help: 'The number of currently connected sockets.', type: 'gauge', of: 'connected' },
  { name: 'new_connections_total', help: 'Total amount of soketi connection requests.', type: 'counter', of: 'opened' },
  {
    name: 'new_disconnections_total',
    help: 'Total amount of soketi disconnections.',
    type: 'counter',
    of: 'closed',
  },
  {
    name: 'socket_received_bytes',
    help: 'Total amount of bytes that soketi received.',
    type: 'counter',
    of: 'receivedBytes',
  },
  {
    name: 'socket_transmitted_bytes',
    help: 'Total amount of bytes that soketi transmitted.',
    type: 'counter',
    of: 'sentBytes',
  },
  {
    name: 'ws_messages_received_total',
    help: 'The total amount of WS messages received from connections by the server.',
    type: 'counter',
    of: 'receivedMessages',
  },
  {
    name: 'ws_messages_sent_total',
    help: 'The total amount of WS messages sent to the connections from the server.',
    type: 'counter',
    of: 'sentMessages',
  },
  {
    name: 'http_received_bytes',
    help: "Total amount of bytes that soketi's REST API received.",
    type: 'counter',
    of: 'httpReceivedBytes',
  },
  {
    name: 'http_calls_received_total',
    help: 'Total amount of received REST API calls.',
    type: 'counter',
    of: 'httpCalls',
  },
];

/** soketi answers these on a port of its own, 9601; here they are on every listener. */
export function soketiFace(counter: MetricsCounter): Face {
  const paths = new Set(['/ready', '/accept-traffic', '/usage', '/metrics']);
  return {
    owns: (path) => paths.has(path),
    answer({ method, path, query, request }) {
      if (method !== 'GET') {
        return null;
      }
      const port = String(request.socket.localPort ?? 0);
      switch (path) {
        case '/ready':
          return textReply('OK');
        case '/accept-traffic': {
          const { rss: usedSize } = process.memoryUsage();
          const totalSize = totalmem();
          return jsonReply({ memory: { usedSize, totalSize, percentUsage: (usedSize / totalSize) * 100 } });
        }
        case '/usage': {
          const [free, total] = [freemem(), totalmem()];
          const used = total - free;
          return jsonReply({ memory: { free, used, total, percent: (used / total) * 100 } });
        }
        default:
          return /(^|&)json=/.test(query)
            ? jsonReply({ status: 'success', data: metricsData(counter, port) })
            : { ...textReply(metricsText(counter, port)), contentType: 'text/plain; version=0.0.4; charset=utf-8' };
      }
    },
  };
}

function metricsText(counter: MetricsCounter, port: string): string {
  return metrics
    .map(({ name, help, type, of }) => {
      const values = [...counter.apps].map(
        ([app, count]) => `soketi_${name}{app_id="${label(app)}",port="${port}"} ${count[of]}\n`,
      );
      return `# HELP soketi_${name} ${help}\n# TYPE soketi_${name} ${type}\n${values.join('')}`;
    })
    .join('\n');
}

function metricsData(counter: MetricsCounter, port: string): readonly object[] {
  return metrics.map(({ name, help, type, of }) => ({
    help,
    name: `soketi_${name}`,
    type,
    values: [...counter.apps].map(([app_id, count]) => ({ labels: { app_id, port }, value: count[of] })),
    aggregator: 'sum',
  }));
}

/** What the text format has to have escaped in a label. */
function label(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
