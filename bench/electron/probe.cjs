'use strict';

/*
 * Loaded into Electron's main process before an app (`electron -r probe.cjs APP`): looks at what the app's window paints,
 * from within the page and without a debugger, and tells on stdout as lines of JSON. Takes lines on stdin:
 * `watch MS` watches the painted rows for a time, `quit` ends the app as its menu would.
 */
const { app } = require('electron');
const { createInterface } = require('node:readline');

/** In the page: resolves once the hub's address is painted, with the text and the time. */
function ready() {
  return new Promise((done) => {
    const look = () => {
      const text = document.querySelector('[role="status"]')?.textContent ?? '';
      if (!/127\.0\.0\.1:\d+/.test(text)) {
        requestAnimationFrame(look);
        return;
      }
      // What is there before a frame is painted with it; the next message comes after.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done({ text, atMs: performance.timeOrigin + performance.now() });
        port2.postMessage(null);
      });
    };
    look();
  });
}

/**
 * In the page, for a time: how old each new row is when it is painted (rows say when they were sent), how often the
 * painted rows change, and the longest task. Tasks up to 50 ms are not told apart.
 */
function watch(forMs) {
  return new Promise((done) => {
    const ages = [];
    let longestTaskMs = 50;
    let changes = 0;
    let newest = 0;
    let before = '';
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
    });
    observer.observe({ type: 'longtask' });
    const { port1, port2 } = new MessageChannel();
    const startMs = performance.now();
    let fresh = [];
    port1.onmessage = () => {
      const nowMs = performance.timeOrigin + performance.now();
      for (const sentMs of fresh) ages.push(nowMs - sentMs);
    };
    const look = () => {
      fresh = [];
      let painted = '';
      let highest = newest;
      for (const row of document.querySelectorAll('[role="grid"][aria-label="Timeline"] [role="row"][data-seq]')) {
        const seq = Number(row.dataset.seq);
        painted += `${seq} `;
        if (seq <= newest) continue;
        highest = Math.max(highest, seq);
        const sent = /sent (\d+\.?\d*)/.exec(row.textContent);
        if (sent !== null) fresh.push(Number(sent[1]));
      }
      // The rows there are at first have been waiting for nobody.
      if (newest === 0) fresh = [];
      newest = highest;
      changes += painted === before ? 0 : 1;
      before = painted;
      port2.postMessage(null);
      const tookMs = performance.now() - startMs;
      if (tookMs < forMs) requestAnimationFrame(look);
      else done({ ages, longestTaskMs, changesPerSecond: (changes / tookMs) * 1000 });
    };
    look();
  });
}

const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const run = (contents, work, input) => contents.executeJavaScript(`(${work})(${JSON.stringify(input) ?? ''})`);

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => run(contents, ready).then(tell));
  createInterface(process.stdin).on('line', (line) => {
    const [command, input] = line.split(' ');
    if (command === 'watch') run(contents, watch, Number(input)).then(tell);
    else if (command === 'quit') app.quit();
  });
});
