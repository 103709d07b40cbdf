/* The check itself, and what it says */
const began = performance.now(), facts = [];
byId("pill").textContent = "Checking …";
const shape = shapeOf(document.querySelector("main"));
const fact = (good, text) => facts.push([good, text]); /* true, false, or null: not checked */
const many = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;
let proof, tree;

function checkRecord() {
  proof = JSON.parse(byId("proof").textContent);
  tree = readTree(proof);
  const lines = proof.lines.length, bad = [...tree.bad];
  fact(!bad.length, bad.length
    ? `${bad.length} of ${many(lines, "line")} not as recorded: ${bad.map(x => "@" + x).join(", ")}`
    : `${lines} of ${many(lines, "line")} are what was recorded (SHA-256 of each is its leaf)`);
  fact(tree.sound, tree.sound
    ? `all of them are in the tree of ${many(proof.size, "event")}: ${tree.hashes} hashes lead to the checkpoint's root`
    : "the lines do not lead to the root in the checkpoint");
  const [histories, torn] = gapsOf(tree);
  fact(!torn, torn ? `${torn} of ${histories} histories have a gap` : `${histories} histories without a gap`);
  const values = checkValues(tree), [sums, byName] = checkSums(), marks = checkMarks(tree, byName);
  fact(!broken.size, broken.size
    ? `${many(broken.size, "value")} on this page not as the lines say (marked ✗)`
    : `${values.values} amounts, dates and words are those of the lines; ${sums} sums add up; ` +
      `${marks} marks in charts stand where their numbers put them`);
  const own = all("[data-c]").length;
  if (values.rates || values.shares || own)
    fact(null, `${values.rates} amounts are converted (by the rates given, which are not in the record); ` +
      `${values.shares} are shares of a sum by bilat's rules; ${own} values are bilat's own`);
}

async function checkSignatures() {
  const key = proof.key && keyOf(proof.key), ok = key ? await signed(proof.note, key) : "no key is given";
  if (proof.key && !key) fact(false, "the key's id does not fit its bytes");
  else if (ok === true) fact(true, `the checkpoint is signed by ${key.name}, key ${hex(key.id)}`);
  else if (ok === false) fact(false, "the checkpoint has no good signature of the key");
  else fact(null, `signature not checked: ${ok}`);
  const made = opened(proof.page).text.split("\n"), by = key ? await signed(proof.page, key) : null;
  const fits = made.slice(0, 4).join() === ["bilat page 1", proof.origin, proof.size, shape].join();
  fact(fits && by !== false, !fits
    ? "what this page shows is not what was made (an extension or a translation of the page can cause this too)"
    : by === false ? "what this page shows was not signed by the key"
    : by === true ? "all that this page shows, to the letter, was signed by the same key"
    : "what this page shows is, to the letter, what was made (nobody signed for that)");
  return ok === true;
}

function element(name, text, more = {}) {
  const el = document.createElement(name);
  if (text !== undefined) el.textContent = text;
  for (const [key, value] of Object.entries(more)) el.setAttribute(key, value);
  return el;
}

function unfold(el) { for (let d = el.closest("details"); d; d = d.parentElement.closest("details")) d.open = true; }

function say(sure) {
  const good = facts.every(([g]) => g !== false), box = byId("verdict"), pill = byId("pill"), list = element("ul");
  const sealed = opened(proof.note).by.length, word = sure ? "Proved" : "Agrees";
  for (const [g, text] of facts) list.append(element("li", text, g ? {} : { class: g === false ? "no" : "na" }));
  box.className = "verdict " + (good ? "ok" : "bad");
  const verdict = !good ? "Broken" : sure ? "Proved" : "Agrees, but unsigned or unchecked";
  box.replaceChildren(element("b", verdict, { class: "big" }), list);
  pill.className = "pill " + (good ? "ok" : "bad");
  pill.textContent = !good ? "✗ Broken: see what" : `✓ ${word}: ${many(proof.lines.length, "line")}` +
    (sure ? ", signed" : sealed ? ", signature not checked" : ", not sealed");
  for (const span of all(".pf")) {
    const fine = !tree.bad.has(Number(span.dataset.at)) && tree.sound;
    span.className = "pf " + (fine ? "ok" : "bad");
    span.textContent = fine ? "✓ in the tree" : "✗ broken";
  }
  if (!good && broken.size < 40)
    broken.forEach(unfold);
}

/* Tools: the evidence leaves the page as files that `bilat verify` reads; a key from elsewhere is compared. */
function addTools() {
  const tools = byId("tools");
  const save = (name, text) => {
    const a = element("a", "", { download: name, href: URL.createObjectURL(new Blob([text])) });
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 1e4);
  };
  const button = (text, act) => { const b = element("button", text, { type: "button" }); b.onclick = act; return b; };
  const lines = () => proof.lines.map(([, line]) => line + "\n").join("");
  tools.append(button("Save the recorded lines", () => save("lines.jsonl", lines())));
  tools.append(button("Save the checkpoint", () => save("page.checkpoint", proof.note)));
  const label = element("label", "Have you got a public key from elsewhere, the publisher's or a witness's? Paste it.");
  const plain = { placeholder: "NAME+ID+BASE64", autocomplete: "off", spellcheck: "false" };
  const input = element("input", undefined, plain);
  const out = element("output");
  label.append(input);
  tools.append(label, out);
  input.oninput = async () => {
    const text = input.value.trim(), key = text && keyOf(text), by = key ? await signed(proof.note, key) : null;
    if (text !== input.value.trim()) return; /* typed on meanwhile */
    out.textContent = !text ? "" : !key ? "✗ This is no key: NAME+ID+BASE64, as in a .pub file."
      : by === false ? `✗ ${key.name} with this key did not sign this checkpoint.`
      : by === true ? `✓ ${key.name} signed this checkpoint.`
      : by instanceof Date ? `✓ ${key.name} vouches for this checkpoint since ${by.toISOString().slice(0, 16)} UTC.`
      : `– ${by}`;
  };
  document.body.addEventListener("toggle", event => { /* a line and its proof, when someone asks for them */
    if (event.target.classList?.contains("yr") && event.target.open)
      for (const span of all(".pf:last-child", event.target)) span.after(lineOf(Number(span.dataset.at)));
  }, true);
  function lineOf(position) {
    const details = element("details", undefined, { class: "raw" });
    details.append(element("summary", "line and proof"));
    details.ontoggle = () => {
      if (!details.open || details.childNodes.length > 1) return;
      details.append(element("pre", inert(tree.events.get(position).line)), button("Save its proof",
        () => save(`proof-${position}.json`, JSON.stringify(proofOf(proof, tree, position), null, 2))));
    };
    return details;
  }
  globalThis.bilatProof = position => proofOf(proof, tree, position);
}

/* Links into what is folded open it; paper gets everything. */
function reveal() {
  const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  unfold(target);
  target.scrollIntoView({ block: "center" });
}
let shut = [];
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => { shut = all("details:not([open])"); shut.forEach(d => { d.open = true; }); });
addEventListener("afterprint", () => shut.forEach(d => { d.open = false; }));

(async () => {
  try {
    checkRecord();
    say(await checkSignatures());
    addTools();
    if (location.hash) reveal();
  } catch (error) { /* what cannot even be read is not what was made */
    byId("verdict").className = "verdict bad";
    const why = element("p", `The check ended early: ${error.message}`);
    byId("verdict").replaceChildren(element("b", "Broken", { class: "big" }), why);
    byId("pill").className = "pill bad";
    byId("pill").textContent = "✗ Broken: see what";
  }
  byId("verdict").dataset.ms = (performance.now() - began).toFixed(0);
})();
