/* Exact decimals: n / 10**s */
const ZERO = { n: 0n, s: 0 };
function decimal(text) {
  const [whole, part = ""] = text.split(".");
  return { n: BigInt(whole + part), s: part.length };
}
const to = (d, s) => d.n * 10n ** BigInt(s - d.s);
function plus(a, b) { const s = Math.max(a.s, b.s); return { n: to(a, s) + to(b, s), s }; }
const times = (a, b) => ({ n: a.n * b.n, s: a.s + b.s });
const minus = (a, b) => plus(a, { n: -b.n, s: b.s });
const size = d => ({ n: d.n < 0n ? -d.n : d.n, s: d.s });
function compare(a, b) {
  const s = Math.max(a.s, b.s), x = to(a, s) - to(b, s);
  return x < 0n ? -1 : x > 0n ? 1 : 0;
}
function cut(d, s, way) { /* to s decimals: -1 down, 1 up, 0 to the nearest, half to even */
  if (d.s <= s) return d;
  const p = 10n ** BigInt(d.s - s), q = d.n / p, rest = d.n % p, twice = 2n * rest;
  const up = rest && (way > 0 || (way === 0 && (twice > p || (twice === p && q % 2n))));
  return { n: q + (up ? 1n : 0n), s };
}
const grouped = digits => digits.replace(/\B(?=(\d{3})+$)/g, ",");
function written(d) {
  const text = size(d).n.toString().padStart(d.s + 1, "0"), whole = text.slice(0, text.length - d.s);
  const part = d.s ? text.slice(-d.s).replace(/0+$/, "") : "";
  return (d.n < 0n ? "-" : "") + grouped(whole) + (part && "." + part);
}

/* Amounts as bilat prints them; `noun` is what several of a unit that is no currency are called */
const SCALES = [["tn", 12, " trillion"], ["bn", 9, " billion"], ["m", 6, " million"], ["k", 3]];
const MARKS = { exact: "", about: "~", "at-least": "≥ ", "at-most": "≤ " };
const WORDS = { exact: "", about: "about ", "at-least": "at least ", "at-most": "at most " };
const reaches = (d, power) => compare(size(d), { n: 10n ** BigInt(power), s: 0 }) >= 0;
const scaled = (d, power) => ({ n: d.n, s: d.s + power });
function withUnit(digits, unit, noun) {
  const [name, pace] = unit.split("/year"), yearly = pace === undefined ? "" : " a year";
  if (!noun) return `${name} ${digits}${yearly}`;
  return `${digits} ${digits === "1" ? inert(name).replace(/-/g, " ") + yearly : noun}`;
}
function number(text, rounded) {
  const d = decimal(text);
  for (const [mark, power] of SCALES) if (reaches(d, power)) {
    const short = written(rounded ? cut(scaled(d, power), 4, 0) : scaled(d, power));
    if ((short.split(".")[1] || "").length <= 4) return short + mark;
    break;
  }
  const [whole, part] = text.split(".");
  return grouped(whole) + (part ? "." + part : "");
}
function amount(value, low, high, bound, unit, noun, rounded) {
  const digits = text => noun && !reaches(decimal(text), 6) ? written(decimal(text)) : number(text, rounded);
  if (bound !== "between") return MARKS[bound] + withUnit(digits(value), unit, noun);
  if (!high) return "≥ " + withUnit(digits(low), unit, noun);
  return withUnit(`${digits(low)}–${digits(high)}`, unit, noun);
}
function threeDigits(text, way) {
  let d = decimal(text);
  const drop = d.n.toString().length - 3;
  if (d.n && drop > 0) {
    d = cut(d, d.s - drop, way);
    if (d.s < 0) d = { n: d.n * 10n ** BigInt(-d.s), s: 0 };
  }
  return d;
}
function inMarks(d, noun) {
  if (!noun || reaches(d, 6))
    for (const [mark, power] of SCALES) if (reaches(d, power)) return written(scaled(d, power)) + mark;
  return written(d);
}
function inWords(d) {
  for (const [, power, word] of SCALES) if (word && reaches(d, power)) return written(scaled(d, power)) + word;
  return written(d);
}
const rounded = (marks, until, digits) => (value, low, high, bound, unit, noun) => {
  /* three digits; a lower bound is rounded down, an upper one up */
  if (bound === "between" && high) {
    const one = digits(threeDigits(low, -1), noun), two = digits(threeDigits(high, 1), noun);
    if (one !== two) return withUnit(one + until + two, unit, noun);
    return marks.about + withUnit(digits(threeDigits(value, 0), noun), unit, noun);
  }
  if (bound === "between" || bound === "at-least") [bound, value] = ["at-least", low];
  const way = bound === "at-least" ? -1 : bound === "at-most" ? 1 : 0;
  return marks[bound] + withUnit(digits(threeDigits(value, way), noun), unit, noun);
};
const FORMS = { said: rounded(WORDS, " to ", inWords), brief: rounded(MARKS, "–", inMarks), full: amount };
function printed(el) {
  const [value, low, high, bound, unit, r] = el.dataset.v.split("|");
  return FORMS[el.dataset.f || "full"](value, low, high, bound, unit, el.dataset.n, r === "r");
}
const ACTIVE = new RegExp("[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e" +
  "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]", "gu");
const inert = text => text.replace(ACTIVE, c => {
  const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x1b": "\\e" }[c], code = c.codePointAt(0).toString(16);
  if (short) return short;
  if (code.length <= 2) return "\\x" + code.padStart(2, "0");
  return code.length <= 4 ? "\\u" + code.padStart(4, "0") : "\\U" + code.padStart(8, "0");
});

