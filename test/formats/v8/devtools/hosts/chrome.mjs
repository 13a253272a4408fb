// Shows a page in headless Chromium and writes its heap. Usage: node chrome.mjs CHROMIUM PAGE FILE. Needs the package ws.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';

const [chromium, page, file] = process.argv.slice(2);
const READY = 'shop is open';

const server = createServer((_, response) => {
  response.setHeader('content-type', 'text/html').end(readFileSync(page));
}).listen(0);
const profile = mkdtempSync(join(tmpdir(), 'heapsh-chrome-'));
const options = [
  '--headless=shell',
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
];
const browser = spawn(
  chromium,
  [...options, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
  { stdio: ['ignore', 'ignore', 'pipe'] },
);

const waiting = new Map();
const out = createWriteStream(file);
const socket = new WebSocket(await debuggerUrl(), { perMessageDeflate: false, maxPayload: 1 << 30 });
await new Promise((resolve) => socket.on('open', resolve));
socket.on('message', (message) => {
  const { id, method, params, result } = JSON.parse(message);
  if (id !== undefined) waiting.get(id)(result);
  else if (method === 'HeapProfiler.addHeapSnapshotChunk') out.write(params.chunk);
});
console.error((await send('Browser.getVersion')).product);
const url = `http://localhost:${server.address().port}/`;
const { targetId } = await send('Target.createTarget', { url });
const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
while ((await send('Runtime.evaluate', { expression: 'document.title' })).result.value !== READY) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}
await send('HeapProfiler.enable');
await send('HeapProfiler.takeHeapSnapshot');
await new Promise((resolve) => out.end(resolve));
const gone = new Promise((resolve) => browser.on('exit', resolve));
await send('Browser.close');
await gone;
rmSync(profile, { recursive: true, force: true });
server.close();

function debuggerUrl() {
  let said = '';
  return new Promise((resolve, reject) => {
    browser.on('exit', (code) => reject(new Error(`chromium ended with ${code}: ${said}`)));
    browser.stderr.on('data', (piece) => {
      said += piece;
      const found = /ws:\/\/\S+/.exec(said);
      if (found !== null) resolve(found[0]);
    });
  });
}

function send(method, params = {}) {
  const id = waiting.size + 1;
  const session = /^(Browser|Target)\./.test(method) ? {} : { sessionId };
  socket.send(JSON.stringify({ id, method, params, ...session }));
  return new Promise((resolve) => waiting.set(id, resolve));
}
