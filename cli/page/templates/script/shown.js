/* What the page shows, against the lines. `mark` says of an element that it is broken, and why. */
const broken = new Set();
function mark(el, why) { el.classList.add("broken"); el.setAttribute("title", why); broken.add(el); }

function shapeOf(root) { /* tags, sorted attributes, text: as it was made, before anything below changes it */
  let out = "";
  (function down(node) {
    if (node.nodeType === 3) out += node.data;
    if (node.nodeType !== 1) return;
    const given = [...node.attributes].filter(x => x.name !== "open").map(x => [x.name.toLowerCase(), x.value]);
    given.sort((x, y) => x[0] < y[0] ? -1 : 1);
    out += "\x01" + node.tagName.toLowerCase() + given.map(([k, v]) => "\x02" + k + "\x03" + v).join("") + "\x04";
    for (const child of node.childNodes) down(child);
    out += "\x05";
  })(root);
  return base64(sha256(utf8(out)));
}

function lookUp(tree, el) { /* the position and the field that an element is tied to */
  const cutAt = el.dataset.e.indexOf("/"), position = Number(el.dataset.e.slice(0, cutAt));
  const path = el.dataset.e.slice(cutAt + 1);
  let value = tree.events.get(position)?.event;
  for (const key of path.split(".")) value = value == null ? value : value[key];
  return [position, path, value];
}
const ends = a => a.bound === "at-least" ? [a.value, a.value, ""] : a.bound === "at-most" ? [a.value, "0", a.value]
  : a.bound === "between" ? [a.value, a.value, a.upper || ""] : [a.value, a.value, a.value];
const CENT = { n: 1n, s: 2 };

function checkValues(tree) { /* every amount, date and word that says where it is from */
  const count = { values: 0, rates: 0, shares: 0 }, wholes = new Map();
  for (const el of all("[data-e]")) {
    if (el.namespaceURI !== "http://www.w3.org/1999/xhtml") continue; /* charts come later */
    const [position, path, value] = lookUp(tree, el);
    count.values++;
    if (value == null) mark(el, `@${position} has no ${path}`);
    else if (tree.bad.has(position)) mark(el, `@${position} is not what was recorded`);
    else if (el.dataset.in) checkTerm(el, position, value, count, wholes);
    else if (typeof value === "object") {
      const want = amount(value.value, value.value, value.upper, value.bound || "exact", value.unit, el.dataset.n);
      if (el.textContent !== want || el.getAttribute("value") !== `${value.unit} ${value.value}`)
        mark(el, `@${position} says ${want}`);
    } else if (el.textContent !== inert(String(value))) mark(el, `@${position} says ${value}`);
  }
  for (const own of wholes.values()) { /* the shares of one sum make the whole of it, to the cent */
    const rate = own[0].dataset.r, [, , value] = lookUp(tree, own[0]);
    const whole = rate ? times(decimal(value.value), decimal(rate)) : decimal(value.value);
    const sum = own.reduce((x, el) => plus(x, decimal(el.dataset.v.split("|")[0])), ZERO);
    const within = rate ? { n: BigInt(2 * own.length), s: 2 } : ZERO;
    if (compare(size(minus(sum, whole)), within) > 0) own.forEach(el => mark(el, "the shares do not make the whole"));
  }
  return count;
}

function checkTerm(el, position, value, count, wholes) {
  const [v, low, high] = el.dataset.v.split("|"), want = ends(value), rate = el.dataset.r;
  if (rate) count.rates++;
  if (el.dataset.share) {
    const key = el.dataset.share + "/" + el.dataset.e;
    count.shares++;
    wholes.set(key, [...(wholes.get(key) || []), el]);
  } else if (rate) {
    const near = (x, y) => !x === !y &&
      (!x || compare(size(minus(times(decimal(x), decimal(rate)), decimal(y))), CENT) < 0);
    if (!(near(want[0], v) && near(want[1], low) && near(want[2], high)))
      mark(el, `is not ${value.unit} ${value.value} by ${rate}`);
  } else if (v !== want[0] || low !== want[1] || high !== want[2]) mark(el, `@${position} says ${value.value}`);
}

function checkSums() { /* each sum against its terms; returns the sums' values by name */
  const terms = new Map(), sums = new Map();
  let count = 0;
  for (const el of all("[data-in]")) {
    for (const id of el.dataset.in.split(" ")) terms.set(id, [...(terms.get(id) || []), el]);
    if (!isPrinted(el)) mark(el, `should read ${printed(el)}`);
  }
  for (const el of all("[data-s]")) {
    const own = terms.get(el.dataset.s) || [], [v, low, high] = el.dataset.v.split("|");
    let total = [ZERO, ZERO, ZERO];
    for (const term of own) term.dataset.v.split("|").slice(0, 3).forEach((x, i) => {
      total[i] = total[i] && x !== "" ? plus(total[i], decimal(x)) : null;
    });
    const topFits = total[2] ? high !== "" && !compare(total[2], decimal(high)) : high === "";
    count++;
    sums.set(el.dataset.s, v);
    if (!own.length || compare(total[0], decimal(v)) || compare(total[1], decimal(low)) || !topFits)
      mark(el, "its terms do not add up to this");
    else if (!isPrinted(el)) mark(el, `its terms add up to ${printed(el)}`);
    else if (own.some(x => broken.has(x))) mark(el, "one of its terms is broken");
  }
  for (const el of all("[data-c]")) if (!isPrinted(el)) mark(el, `should read ${printed(el)}`);
  return [count, sums];
}
function isPrinted(el) {
  const [value, , , , unit] = el.dataset.v.split("|");
  return el.textContent === printed(el) && el.getAttribute("value") === `${unit} ${value}`;
}

function checkMarks(tree, sums) { /* each mark of a chart against the number that puts it there */
  let count = 0;
  const at = (el, ...names) => {
    for (const name of names) { const v = el.getAttribute(name); if (v !== null) return parseFloat(v); }
    return NaN;
  };
  const held = (el, got, want, by) => {
    if (!(Math.abs(got - want) <= by)) mark(el, "is not where its number puts it");
  };
  const isSum = el => {
    if (sums.has(el.dataset.k) && sums.get(el.dataset.k) !== el.dataset.v) mark(el, "is not its sum");
  };
  const day = t => Math.floor(Date.UTC(+t.slice(0, 4), +t.slice(5, 7) - 1, +t.slice(8, 10)) / 864e5) + 719163;
  for (const svg of all("svg[data-x]")) {
    const most = +svg.dataset.x.split(" ")[1];
    for (const el of all("[data-v]", svg)) {
      count++;
      held(el, at(el, "x"), el.dataset.from / most * 100, 0.02);
      held(el, at(el, "width"), Math.max(0.25, el.dataset.v / most * 100), 0.02);
      isSum(el);
    }
  }
  for (const svg of all("svg[data-y]")) {
    const [low, high, bottom, top] = svg.dataset.y.split(" ").map(Number);
    for (const el of all("[data-v]", svg)) {
      count++;
      held(el, at(el, "cy", "y"), bottom + (el.dataset.v - low) / (high - low) * (top - bottom), 0.11);
      isSum(el);
      if (!el.dataset.e) continue;
      const [position, , value] = lookUp(tree, el);
      if (value?.value !== el.dataset.v || tree.bad.has(position)) mark(el, "is not its event's");
    }
  }
  for (const svg of all("svg[data-t]")) {
    const [low, high] = svg.dataset.t.split(" ").map(Number);
    for (const el of all("[data-d]", svg)) if (/^\d{4}-\d\d-\d\d$/.test(el.dataset.d)) {
      const x = Math.min(high, Math.max(low, day(el.dataset.d)));
      count++;
      held(el, at(el, "cx", "x"), (x - low) / (high - low) * 100, 0.02);
    }
  }
  return count;
}

