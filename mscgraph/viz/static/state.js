// The link of the page: what the reader sees, so that a link brings another reader to it.

const place = { claim: null, entity: null };
let restoring = false;

/** Write the state behind the hash sign; nothing is written for what is as it was at the start. */
function remember(what) {
  Object.assign(place, what);
  if (restoring) return;
  const parts = new URLSearchParams();
  const put = (key, value) => { if (value) parts.set(key, value); };
  put('lang', state.language === data.language ? '' : data.tags[state.language]);
  put('theme', state.theme === 'auto' ? '' : state.theme);
  put('denied', state.denied ? '1' : '');
  put('ontology', state.ontology ? '' : '0');
  put('names', state.names === null ? '' : String(Number(state.names)));
  GROUPS.forEach((group) => put(`no-${group}`, [...filter.off[group]].sort().join('~')));
  put('belief', filter.belief ? String(filter.belief) : '');
  put('only', [...filter.audit].sort().join('~'));
  if (scene.name === 'paths') put('paths', scene.key);
  else if (scene.name === 'focus') put('around', scene.key);
  else if (scene.name === 'all') put('view', 'all');
  put('entity', place.entity);
  put('claim', place.claim);
  put('table', byId('table').hidden ? '' : '1');
  const hash = parts.toString();
  window.history.replaceState(null, '', hash ? `#${hash}` : `${window.location.pathname}${window.location.search}`);
}

const knownIn = (table) => (id) => Object.hasOwn(table, id);

function restoreFilter(parts) {
  GROUPS.forEach((group) => { filter.off[group] = new Set((parts.get(`no-${group}`) || '').split('~').filter(Boolean)); });
  filter.belief = Math.min(0.9, Math.max(0, Number(parts.get('belief')) || 0));
  filter.audit = new Set((parts.get('only') || '').split('~').filter(knownIn(AUDIT)));
}

/** Bring back what a link names; what this file does not know is passed over. */
function restore() {
  const parts = new URLSearchParams(window.location.hash.slice(1));
  const isEntity = knownIn(data.entities);
  const [around, entity, claim] = ['around', 'entity', 'claim'].map((key) => parts.get(key) || '');
  const [source, target] = (parts.get('paths') || '').split('>');
  restoring = true;
  state.language = Math.max(0, parts.has('lang') ? data.tags.indexOf(parts.get('lang')) : data.language);
  state.theme = ['light', 'dark'].includes(parts.get('theme')) ? parts.get('theme') : 'auto';
  state.denied = parts.get('denied') === '1';
  state.ontology = parts.get('ontology') !== '0';
  state.names = parts.has('names') ? parts.get('names') === '1' : null;
  restoreFilter(parts);
  applyTheme();
  sift();
  scene = home();
  speak();
  showScene(parts.get('view') === 'all' && overview ? atlas() : scene);
  if (target && canWalk(source) && canWalk(target)) openRoutes({ source, target });
  else if (isEntity(around)) goTo(around);
  else if (filter.audit.size) showFaults();
  else if (data.paths.length || data.groups.length) openPanel(aboutPanel);
  if (isEntity(entity) && entity !== around) showEntity(entity);
  if (knownIn(data.claims)(claim)) showClaim(claim);
  if (parts.get('table')) openTable();
  restoring = false;
  remember({ entity: isEntity(entity) ? entity : null, claim: knownIn(data.claims)(claim) ? claim : null });
}
