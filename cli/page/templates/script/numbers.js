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
function cut(d, s, way) { /* to s decimals: -1 down, 1 up, 0 to the nearest, half to even; of numbers above 0 */
  if (d.s <= s) return d;
  const p = 10n ** BigInt(d.s - s), q = d.n / p, rest = d.n % p, twice = 2n * rest;
  const up = rest && (way > 0 || (way === 0 && (twice > p || (twice === p && q % 2n))));
  return { n: q + (up ? 1n : 0n), s };
}
const grouped = digits => digits.replace(/\B(?=(\d{3})+$)/g, ",");
function written(d, groups) {
  const text = d.n.toString().padStart(d.s + 1, "0"), whole = text.slice(0, text.length - d.s);
  const part = d.s ? text.slice(-d.s).replace(/0+$/, "") : "";
  return (groups ? grouped(whole) : whole) + (part && "." + part);
}

/* Amounts as bilat prints them */
const SCALES = [["tn", 12], ["bn", 9], ["m", 6], ["k", 3]];
const MARKS = { exact: "", about: "~", "at-least": "≥ ", "at-most": "≤ " };
const WORDS = { exact: "", about: "about ", "at-least": "at least ", "at-most": "at most " };
const reaches = (d, power) => compare(d, { n: 10n ** BigInt(power), s: 0 }) >= 0;
const scaled = (d, power) => ({ n: d.n, s: d.s + power });
const withUnit = (digits, unit) => /^\p{Lu}/u.test(unit) ? `${unit} ${digits}` : `${digits} ${unit}`;
function number(text, rounded) {
  const sign = text.startsWith("-") ? "-" : "", d = size(decimal(text));
  for (const [mark, power] of SCALES) if (reaches(d, power)) {
    const short = written(rounded ? cut(scaled(d, power), 4, 0) : scaled(d, power), true);
    if ((short.split(".")[1] || "").length <= 4) return sign + short + mark;
    break;
  }
  const [whole, part] = text.split(".");
  return grouped(whole) + (part ? "." + part : "");
}
function amount(value, low, high, bound, unit, rounded) {
  if (bound !== "between") return MARKS[bound] + withUnit(number(value, rounded), unit);
  if (!high) return "≥ " + withUnit(number(low, rounded), unit);
  return withUnit(`${number(low, rounded)}–${number(high, rounded)}`, unit);
}
function threeDigits(text, way) {
  let d = decimal(text);
  if (!d.n) return "0";
  const drop = d.n.toString().length - 3;
  if (drop > 0) {
    d = cut(d, d.s - drop, way);
    if (d.s < 0) d = { n: d.n * 10n ** BigInt(-d.s), s: 0 };
  }
  for (const [mark, power] of SCALES) if (reaches(d, power)) return written(scaled(d, power)) + mark;
  return written(d);
}
const short = (words, until) => (value, low, high, bound, unit) => {
  /* three digits; a lower bound is rounded down, an upper one up */
  if (bound === "between" && high) {
    const one = threeDigits(low, -1), two = threeDigits(high, 1);
    return one === two ? words.about + withUnit(threeDigits(value, 0), unit) : withUnit(one + until + two, unit);
  }
  if (bound === "between") bound = "at-least";
  if (bound === "at-least") value = low;
  const way = bound === "at-least" ? -1 : bound === "at-most" ? 1 : 0;
  const many = words === WORDS && /^\p{Ll}+$/u.test(unit) && value !== "1";
  return words[bound] + withUnit(threeDigits(value, way), many ? unit + "s" : unit);
};
const FORMS = { said: short(WORDS, " to "), brief: short(MARKS, "–"), full: amount };
function printed(el) {
  const [value, low, high, bound, unit, r] = el.dataset.v.split("|");
  return FORMS[el.dataset.f || "full"](value, low, high, bound, unit, r === "r");
}
const ACTIVE = new RegExp("[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e" +
  "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]", "gu");
const inert = text => text.replace(ACTIVE, c => {
  const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x1b": "\\e" }[c], code = c.codePointAt(0).toString(16);
  if (short) return short;
  if (code.length <= 2) return "\\x" + code.padStart(2, "0");
  return code.length <= 4 ? "\\u" + code.padStart(4, "0") : "\\U" + code.padStart(8, "0");
});

