// Runs artx beside the page, so that a long conversion does not stop it: the page
// ends this worker and starts another if it takes too long.
/* global importScripts, Go, artxConvert */
"use strict";

importScripts("wasm_exec.js");

// The program is compressed, whatever the server does; one that says so in its
// headers has it unpacked on the way.
async function program() {
  const response = await fetch("artx.wasm.gz");
  if (!response.ok) throw new Error(`artx.wasm.gz: ${response.status} ${response.statusText}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

self.artxReady = (about) => {
  self.onmessage = ({ data }) => {
    const started = performance.now();
    const result = JSON.parse(artxConvert(data.source, JSON.stringify(data.request)));
    postMessage({ id: data.id, result, milliseconds: performance.now() - started });
  };
  postMessage({ about: JSON.parse(about) });
};

(async () => {
  try {
    const go = new Go();
    const { instance } = await WebAssembly.instantiate(await program(), go.importObject);
    await go.run(instance); // until it fails: it never ends by itself
    throw new Error("artx stopped");
  } catch (err) {
    postMessage({ failed: String(err.message || err) });
  }
})();
