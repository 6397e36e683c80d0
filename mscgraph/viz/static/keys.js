// The keyboard: every part of the page can be reached and used without a mouse.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let at = null;

/** The nearest card in a direction; the first one where none was reached yet. */
function neighbour([across, down]) {
  const ids = [...shownCards()].filter((id) => scene.places.has(id));
  if (!ids.includes(at)) return scene.centre.find((id) => ids.includes(id)) || ids[0];
  const here = scene.places.get(at);
  const ahead = ids.map((id) => {
    const { x, y } = scene.places.get(id);
    const along = (x - here.x) * across + (y - here.y) * down;
    const beside = Math.abs((x - here.x) * down) + Math.abs((y - here.y) * across);
    return { id, along, far: along + 2 * beside };
  }).filter(({ id, along }) => id !== at && along > 1);
  return ahead.length ? ahead.reduce((best, other) => (other.far < best.far ? other : best)).id : at;
}

function moveTo(id) {
  if (!id) return;
  at = id;
  network.selectNodes([id], false);
  leaveFrame();
  network.moveTo({ position: scene.places.get(id), scale: Math.max(network.getScale(), 0.7) });
  notify(cardName(id));
}

function onPictureKey(event) {
  if (ARROWS[event.key]) moveTo(neighbour(ARROWS[event.key]));
  else if (event.key === 'Enter' && at) openCard(at, { focus: true });
  else return;
  event.preventDefault();
}

const SHORTCUTS = {
  '/': () => byId('search').focus(),
  p: () => openRoutes(),
  t: () => (byId('table').hidden ? openTable() : closeTable()),
  l: () => switchLanguage(),
  '+': () => zoom(1.3),
  '=': () => zoom(1.3),
  '-': () => zoom(1 / 1.3),
  0: () => fitAll(),
  '?': () => openPanel(aboutPanel, { focus: true }),
};

/** Whether keys write text where the focus is. */
const isTyping = ({ tagName, type }) => tagName === 'TEXTAREA' || (tagName === 'INPUT' && !['checkbox', 'range'].includes(type));

function onKey(event) {
  if (event.key === 'Escape') {
    if (!byId('table').hidden) closeTable();
    else if (byId('save').open) byId('save').open = false;
    else closePanel();
    return;
  }
  const act = SHORTCUTS[event.key];
  if (!act || isTyping(document.activeElement) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}
