/* Checks this page against the lines that it carries. Kept readable on purpose: read it, it is all there is. */
const all = (query, of = document) => [...of.querySelectorAll(query)];
const byId = id => document.getElementById(id);

/* Bytes */
const utf8 = text => new TextEncoder().encode(text);
const base64 = raw => btoa(String.fromCharCode(...raw));
const hex = raw => [...raw].map(x => x.toString(16).padStart(2, "0")).join("");
const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);
function bytes(text) { /* exactly as encoding gives it: atob takes more than one text for the same bytes */
  let raw;
  try { raw = Uint8Array.from(atob(text), c => c.charCodeAt(0)); } catch { return new Uint8Array(0); }
  return base64(raw) === text ? raw : new Uint8Array(0);
}
function joined(...parts) {
  const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let i = 0;
  for (const part of parts) { out.set(part, i); i += part.length; }
  return out;
}

/* SHA-256 (FIPS 180-4), not WebCrypto's, which is missing on plain http. Its constants are computed, not typed in. */
const K = [], H0 = [];
for (let p = 2; K.length < 64; p++) {
  let prime = true;
  for (let d = 2; d * d <= p; d++) if (p % d === 0) { prime = false; break; }
  if (!prime) continue;
  const fraction = x => ((x - Math.floor(x)) * 4294967296) >>> 0;
  if (H0.length < 8) H0.push(fraction(Math.sqrt(p)));
  K.push(fraction(Math.cbrt(p)));
}
const turn = (x, k) => (x >>> k) | (x << (32 - k));
function sha256(data) {
  const n = data.length, padded = new Uint8Array(((n + 72) >> 6) << 6), view = new DataView(padded.buffer);
  const w = new Uint32Array(64), hash = Uint32Array.from(H0);
  padded.set(data);
  padded[n] = 128;
  view.setUint32(padded.length - 8, Math.floor(n / 536870912));
  view.setUint32(padded.length - 4, n << 3);
  for (let o = 0; o < padded.length; o += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(o + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15], b = w[i - 2];
      w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => { hash[i] = hash[i] + x; });
  }
  const out = new Uint8Array(32);
  hash.forEach((x, i) => new DataView(out.buffer).setUint32(4 * i, x));
  return out;
}
const leafHash = line => sha256(joined([0], utf8(line)));
const nodeHash = (left, right) => sha256(joined([1], left, right));

