/* The lines, the tree and who signed it. Keys and notes are those of c2sp.org/signed-note. */
function readTree(proof) { /* each line against its leaf; the leaves and the rest of the tree against the root */
  const events = new Map(), bad = new Set(), spans = new Map();
  let hashes = 0, rest = 0, sound = true;
  proof.lines.forEach(([position, line], i) => {
    let event = null;
    try { event = JSON.parse(line); } catch { /* shown below as changed */ }
    hashes++;
    if (!event || !same(leafHash(line), bytes(proof.leaves[i] || ""))) bad.add(position);
    events.set(position, { event: event || {}, line });
  });
  const wanted = proof.lines.map(([position]) => position - 1);
  function root(low, high, a, b) {
    let hash;
    if (a === b) {
      if (rest >= proof.rest.length) sound = false;
      hash = bytes(proof.rest[rest++] || "");
    } else if (high - low === 1) hash = bytes(proof.leaves[a]);
    else {
      let k = 1, m = a;
      while (k * 2 < high - low) k *= 2;
      while (m < b && wanted[m] < low + k) m++;
      hash = nodeHash(root(low, low + k, a, m), root(low + k, high, m, b));
      hashes++;
    }
    spans.set(low + "-" + high, hash);
    return hash;
  }
  const ordered = wanted.every((x, i) => Number.isInteger(x) && (i ? x > wanted[i - 1] : x >= 0) && x < proof.size);
  const top = ordered ? root(0, proof.size, 0, wanted.length) : new Uint8Array(32);
  const [origin, size, noteRoot] = opened(proof.note).text.split("\n");
  sound = sound && ordered && rest === proof.rest.length && origin === proof.origin && size === String(proof.size) &&
    base64(top) === noteRoot && noteRoot === proof.root;
  return { events, bad, spans, hashes, sound, top };
}

function gapsOf(tree) { /* how many histories there are, and how many have a gap */
  const streams = new Map();
  for (const { event } of tree.events.values())
    if (event.stream) streams.set(event.stream, [...(streams.get(event.stream) || []), event.version]);
  const torn = [...streams.values()].filter(versions => versions.sort((a, b) => a - b).some((v, i) => v !== i + 1));
  return [streams.size, torn.length];
}

function proofOf(proof, tree, position) { /* one line's own proof, as `bilat prove` writes it */
  const { event, line } = tree.events.get(position), index = position - 1, path = [];
  let low = 0, high = proof.size;
  while (high - low > 1) {
    let k = 1;
    while (k * 2 < high - low) k *= 2;
    if (index < low + k) { path.unshift(spanHash(tree, low + k, high)); high = low + k; }
    else { path.unshift(spanHash(tree, low, low + k)); low += k; }
  }
  return {
    proof: "inclusion", event: `${event.stream}#${event.version}`, position, line, leaf: hex(leafHash(line)),
    origin: proof.origin, size: proof.size, root: hex(tree.top), path,
  };
}
const spanHash = (tree, low, high) => hex(tree.spans.get(low + "-" + high));

function opened(note) { /* a signed note: its text, and who signed it */
  const at = note.lastIndexOf("\n\n");
  if (at < 0) return { text: note, by: [] };
  const by = note.slice(at + 2).split("\n").filter(Boolean).map(line => {
    const [, name, raw] = line.split(" ");
    return { name, raw: bytes(raw || "") };
  });
  return { text: note.slice(0, at + 1), by };
}
function keyOf(text) { /* NAME+ID+BASE64: Ed25519 (1), or the same for cosignatures (4, c2sp.org/tlog-cosignature) */
  const i = text.indexOf("+"), j = text.indexOf("+", i + 1), name = text.slice(0, i), raw = bytes(text.slice(j + 1));
  const id = sha256(joined(utf8(name + "\n"), raw)).slice(0, 4);
  if (raw.length !== 33 || ![1, 4].includes(raw[0]) || hex(id) !== text.slice(i + 1, j)) return null;
  return { name, id, raw: raw.slice(1), cosigns: raw[0] === 4 };
}
async function signed(note, key) { /* true (of a witness: when), false, or why it cannot be said */
  const { text, by } = opened(note), own = by.filter(s => s.name === key.name && same(s.raw.slice(0, 4), key.id));
  if (!own.length) return false;
  if (!globalThis.crypto?.subtle) return "this browser checks no signatures on plain http: open the file, or by https";
  let imported, when = true;
  try { imported = await crypto.subtle.importKey("raw", key.raw, { name: "Ed25519" }, false, ["verify"]); }
  catch { return "this browser has no Ed25519"; }
  for (const { raw } of own) {
    let message = text, signature = raw.slice(4);
    if (key.cosigns) {
      const time = signature.slice(0, 8).reduce((n, x) => n * 256 + x, 0);
      message = `cosignature/v1\ntime ${time}\n${text}`;
      signature = signature.slice(8);
      when = new Date(time * 1000);
    }
    if (!await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, utf8(message))) return false;
  }
  return when;
}

