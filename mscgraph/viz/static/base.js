// What the page knows, what the reader chose, and how elements are made. Everything is put in as text.

const data = JSON.parse(document.getElementById('data').textContent);
const media = window.matchMedia('(prefers-color-scheme: dark)');
const state = {
  language: data.language,
  /** 'auto' follows the reader's system. */
  theme: 'auto',
  denied: false,
  ontology: true,
  /** Whether relations bear their names; null: where there is room. */
  names: null,
  /** Ids of what stands out; null when everything does. */
  lit: null,
};

const byId = (id) => document.getElementById(id);
const isDark = () => (state.theme === 'auto' ? media.matches : state.theme === 'dark');
const say = (pair) => pair[state.language];
const word = (key) => (data.words[key] ? say(data.words[key]) : key);
const labelOf = (id) => say(data.entities[id] ? data.entities[id].label : data.labels[id] || [id, id]);
const kindOf = (id) => (data.entities[id] || {}).kind;
const colon = () => [': ', ':'][state.language];
const comma = () => [', ', '、'][state.language];
const signOf = (sign) => (sign === '-' ? '−' : sign);
const inkOf = (sign) => data.signs[sign][isDark() ? 2 : 1];

/** Colours of the style sheet, read once per theme: drawing asks for them often. */
const colours = new Map();
function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return colours.get(name);
}

function paintOf(family) {
  const [line, fill, nightLine, nightFill] = data.families[family];
  return isDark() ? { line: nightLine, fill: nightFill } : { line, fill };
}

/** Make an element with properties, attributes with a hyphen or `role`, and children. */
function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  Object.entries(properties).forEach(([name, value]) => {
    if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, value);
    else element[name] = value;
  });
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

function link(text, address) {
  return address ? el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, text) : document.createTextNode(text);
}

function button(text, act, className = 'line') {
  const made = el('button', { type: 'button', className }, text);
  made.addEventListener('click', act);
  return made;
}

function list(values) {
  return values.length ? el('ul', { className: 'plain' }, ...values.map((value) => el('li', {}, value))) : null;
}

/** Tell something in passing, aloud to a screen reader too. */
function notify(text) {
  const place = byId('status');
  place.textContent = text;
  clearTimeout(notify.timer);
  notify.timer = setTimeout(() => { place.textContent = ''; }, 4000);
}
