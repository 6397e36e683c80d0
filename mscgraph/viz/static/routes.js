// Path finding inside the page: two ends picked, the paths listed in the order of the command and drawn.

const route = { source: null, target: null, found: null, picked: null };
const UNIT = 2 ** 32;

/** The lines that stand for one step of a path. */
function linesOfStep(hop, from, to, through) {
  const claims = new Set(hop.arcs.map((arc) => walk.records[walk.arcs.record[arc]]));
  const between = data.edges.filter((edge) => (edge.from === from && edge.to === to) || (edge.from === to && edge.to === from));
  const own = between.filter((edge) => edge.layer !== 'denied' && edge.claims.some((id) => claims.has(id)));
  const best = through ? own.filter((edge) => edge.from === from && edge.sign === '?') : own.filter((edge) => edge.sign !== '?' || hop.sign === UNKNOWN);
  if (best.length || own.length) return best.length ? best : own;
  return between.filter((edge) => edge.relation);
}

/** Join the trails that differ by mediators only: each chain of claims is told once, with all of them. */
function gather(trails) {
  const groups = new Map();
  trails.forEach((trail) => {
    const key = trail.hops.map((hop) => [hop.record, hop.target, hop.via === NONE]).join();
    groups.set(key, [...(groups.get(key) || []), trail]);
  });
  return [...groups.values()].map(telling);
}

/** Lead the trail through what its claims list first; the others join it, each once. */
function telling(group) {
  const listed = group[0].hops.map((hop) => (hop.via === NONE ? [] : data.claims[walk.records[hop.record]].through.map((id) => numberOf.get(id))));
  const ranks = (trail) => trail.hops.map((hop, i) => listed[i].indexOf(hop.via));
  const first = group.reduce((best, trail) => (compareRows(ranks(trail), ranks(best)) < 0 ? trail : best));
  const named = new Set(first.visited);
  const mediators = first.hops.map((hop, i) => {
    const others = new Set(group.map((trail) => trail.hops[i].via).filter((via) => !named.has(via)));
    others.forEach((via) => named.add(via));
    return listed[i].filter((via) => via === hop.via || others.has(via)).map((via) => walk.entities[via]);
  });
  return { ...first, mediators };
}

/** Tell a trail as steps: a mediated one counts as two, whatever number of mediators shares the place. */
function stepsOf(trail) {
  let at = trail.start;
  return trail.hops.flatMap((hop, i) => {
    const chain = [at, ...(hop.via === NONE ? [] : [hop.via]), hop.target].map((number) => walk.entities[number]);
    at = hop.target;
    const claims = hop.arcs.map((arc) => walk.records[walk.arcs.record[arc]]).filter((id) => data.claims[id]);
    const places = chain.map((id, j) => (j === 1 && chain.length === 3 ? trail.mediators[i] : [id]));
    return chain.slice(1).map((to, j) => ({
      from: chain[j],
      to,
      ends: [chain[0], chain.at(-1)],
      before: places[j],
      after: places[j + 1],
      claims,
      sign: hop.via === NONE ? hop.sign : UNKNOWN,
      score: Math.exp(-hop.cost / UNIT),
      lines: places[j].flatMap((from) => places[j + 1].flatMap((end) => linesOfStep(hop, from, end, hop.via !== NONE))),
    }));
  });
}

/** Search for more trails until they make enough tellings, the last one whole too. */
function tellingsBetween(source, target, { k = PATHS.k, ...limits } = {}) {
  for (let wanted = k + 1; ; wanted *= 2) {
    const { trails, complete } = findPaths(source, target, { ...limits, k: wanted });
    const tellings = gather(trails);
    const ended = tellings.length > k && compareRows(tellings.at(-1).records, tellings[k - 1].records) !== 0;
    if (trails.length < wanted || ended) return { tellings: tellings.slice(0, k), complete };
  }
}

const shares = (sets) => sets.slice(1).reduce((common, set) => new Set([...common].filter((value) => set.has(value))), sets[0]);

/** Sound primary references that show a claim. */
function primaries(id) {
  const shown = data.claims[id].evidence.filter((evidence) => evidence.design !== 'review_statement');
  return shown.flatMap((evidence) => (evidence.cites || []).map((cite) => cite.reference)).filter((ident) => data.references[ident].sound);
}

/** Say how a path came about, as the command does. */
function standingOf(steps) {
  const walked = steps.map((step) => step.claims).filter((claims) => claims.length);
  if (!walked.length) return 'stitched';
  const each = (values) => shares(walked.map((claims) => new Set(claims.flatMap(values))));
  if ([...each((id) => [id])].some((id) => primaries(id).length)) return 'reported';
  if ([...each((id) => data.claims[id].mechanisms || [])].some((own) => data.mechanisms[own].study)) return 'reported';
  if (each(primaries).size) return 'one study';
  return each((id) => data.claims[id].evidence.map((evidence) => evidence.where[0]).filter((origin) => !origin.startsWith('infores:'))).size ? 'one review' : 'stitched';
}

/** Say finer how a path came about, as the command does: who joins its steps, and whether the study says so at all. */
function accountOf(standing, steps, claims) {
  const walked = steps.map((step) => step.claims).filter((own) => own.length);
  if (standing === 'stitched') return claims.length > 1 ? 'stitched' : 'database';
  if (standing === 'reported') return walked.some((own) => own.every((id) => data.claims[id].misreported)) ? 'misreported' : 'reported';
  const stories = shares(walked.map((own) => new Set(own.flatMap((id) => data.claims[id].mechanisms || []))));
  const joined = walked.length === steps.length && (claims.length === 1 || stories.size > 0);
  return joined ? `${standing}, joined` : standing;
}

const EXCLUDES = { '+': ['-', 'not +', 'no effect'], '-': ['+', 'not -', 'no effect'] };

/** Claims that oppose a step, or the path's own ends. */
function against(steps, source, target, sign) {
  const walked = new Set(steps.flatMap((step) => step.claims));
  const found = new Set(steps.flatMap((step) => step.claims).flatMap((id) => data.claims[id].opposed || []));
  Object.entries(data.claims).forEach(([id, claim]) => {
    if (claim.subject === source && claim.object === target && (EXCLUDES[sign] || []).includes(claim.excludes)) found.add(id);
  });
  return [...found].filter((id) => !walked.has(id));
}

const NET = { 1: '+', '-1': '-', 0: '0', 2: '?' };

/** Give the paths between two entities as the page tells them, best first. */
function routesBetween(source, target, limits) {
  const { tellings, complete } = tellingsBetween(source, target, limits);
  const paths = tellings.map((trail) => {
    const steps = stepsOf(trail);
    const chain = [steps[0].from, ...steps.map((step) => step.to)];
    const sign = NET[trail.sign];
    const claims = [...new Set(steps.flatMap((step) => step.claims.slice(0, 1)))];
    const standing = standingOf(steps);
    return {
      chain,
      places: [[chain[0]], ...steps.map((step) => step.after)],
      steps,
      sign,
      cost: trail.cost,
      score: Math.exp(-trail.cost / UNIT),
      claims,
      standing,
      account: accountOf(standing, steps, claims),
      against: against(steps, chain[0], chain.at(-1), sign),
      weakest: steps.reduce((least, step, i) => (step.score < steps[least].score ? i : least), 0),
    };
  });
  return { paths, complete };
}

// ------------------------------------------------------------------ the panel

/** Three digits; a small score as a power of ten, never as nothing. */
const scoreText = (score) => (score >= 0.0005 ? score.toFixed(3) : score.toExponential(1));
const namesOf = (ids) => ids.map(labelOf).join(comma());

function stepLine(step) {
  const verbs = [...new Set(step.lines.map((edge) => say(edge.name)))].join(' / ');
  const act = () => {
    lightRun(step.lines);
    openPanel(() => step.lines.flatMap(linkPanel), { focus: true });
  };
  return button(`${namesOf(step.before)} —${verbs}→ ${namesOf(step.after)}`, act);
}

function routeCard(path, number) {
  const weakest = path.steps[path.weakest];
  return el(
    'article', { className: 'card route' },
    button(`${number + 1}. ${path.places.map(namesOf).join(' → ')}`, () => pickRoute(number)),
    el('p', { className: 'soft' }, `${word('score')} ${scoreText(path.score)} · ${word('steps')} ${path.steps.length} · ${word(`net.${path.sign}`)}`),
    el('p', { className: 'soft' }, word(`account.${path.account}`)),
    path.claims.length > 1 ? el('p', { className: 'soft' }, `${word('weakest')}${colon()}${weakest.ends.map(labelOf).join(' → ')} (${scoreText(weakest.score)})`) : null,
    ...path.steps.map(stepLine),
    citeBox(() => referencesOf(path.claims)),
    path.against.length ? el('div', {}, el('h3', {}, word('against')), ...claimLines(path.against)) : null,
  );
}

/** A field in which one end is picked. */
function endField(end) {
  const label = { source: 'from', target: 'to' }[end];
  const input = el('input', {
    id: `route-${end}`, type: 'search', value: route[end] ? labelOf(route[end]) : '', autocomplete: 'off', role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': `route-${end}-list`,
  });
  const listbox = el('ul', { id: `route-${end}-list`, role: 'listbox', className: 'suggestions', hidden: true, 'aria-label': word(label) });
  suggestionsIn(input, listbox, {
    accepts: ({ id }) => canWalk(id),
    take: (id) => {
      route[end] = id;
      if (route.source && route.target) search();
      else byId(`route-${end === 'source' ? 'target' : 'source'}`).focus();
    },
  });
  return el('div', { className: 'end' }, el('label', { for: input.id }, word(label)), input, listbox);
}

function routesPanel() {
  const { found } = route;
  const heading = [el('h2', {}, word('paths.find')), endField('source'), endField('target')];
  if (!found) return [...heading, el('p', { className: 'soft' }, word('pick_both'))];
  return [
    ...heading,
    data.view === 'whole' ? null : el('p', { className: 'soft' }, word('within')),
    found.complete ? null : el('p', { className: 'alarm' }, word('cut')),
    found.paths.length ? el('h3', {}, `${word('paths')} (${found.paths.length})`) : el('p', {}, word('no_path')),
    ...found.paths.map(routeCard),
  ];
}

/** The chains of entities along a path: one for each mediator that shares a place. */
function chainsOf({ places }) {
  const widest = Math.max(...places.map((ids) => ids.length));
  return [...Array(widest).keys()].map((i) => places.map((ids) => ids[Math.min(i, ids.length - 1)]));
}

function search() {
  route.found = routesBetween(route.source, route.target);
  const { paths } = route.found;
  if (paths.length) {
    const run = [...new Set(paths.flatMap((path) => path.steps.flatMap((step) => step.lines)))];
    clearFilter();
    refilter();
    showScene(sceneAlong(paths.flatMap(chainsOf), run, `${route.source}>${route.target}`));
    light(null);
  }
  openPanel(routesPanel, { focus: true });
  remember({ source: route.source, target: route.target });
  afterResize(fitAll);
}

function pickRoute(number) {
  lightRun(route.found.paths[number].steps.flatMap((step) => step.lines));
}

/** Open the search for paths, perhaps with an end given. */
function openRoutes(ends = {}) {
  Object.assign(route, { source: null, target: null }, ends, { found: null });
  if (route.source && route.target) {
    search();
    return;
  }
  openPanel(routesPanel);
  byId(route.source ? 'route-target' : 'route-source').focus();
}
