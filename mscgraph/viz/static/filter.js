// Which claims and lines the reader wants to see. The legend sets it, the link of the page keeps it.

const GROUPS = ['kind', 'sign', 'design', 'document', 'standing'];
const filter = {
  /** Values switched off, by group. */
  off: Object.fromEntries(GROUPS.map((group) => [group, new Set()])),
  belief: 0,
  /** Faults of which a claim must have one: retracted, discrepant, opposed. Empty: no matter. */
  audit: new Set(),
};

const opposing = new Set(Object.entries(data.claims).flatMap(([id, claim]) => (claim.opposed ? [id, ...claim.opposed] : [])));

const citesOf = (claim) => claim.evidence.flatMap((evidence) => evidence.cites || []);
const AUDIT = {
  retracted: (claim) => citesOf(claim).some((cite) => (data.references[cite.reference] || {}).retracted),
  discrepant: (claim) => citesOf(claim).some((cite) => cite.relay === 'discrepant'),
  opposed: (claim, id) => opposing.has(id),
};

/** The values of a claim in each group that looks at claims. */
const VALUES = {
  design: (claim) => claim.evidence.map((evidence) => evidence.design),
  document: (claim) => claim.evidence.map((evidence) => evidence.where[0]),
  standing: (claim) => [claim.standing],
};

const lineSign = (edge) => (edge.layer === 'denied' ? 'denied' : edge.sign);
const faults = Object.fromEntries(Object.entries(data.claims).map(([id, claim]) => [id, Object.keys(AUDIT).filter((fault) => AUDIT[fault](claim, id))]));

function claimPasses(id) {
  const claim = data.claims[id];
  if (filter.belief && !((claim.belief || 0) >= filter.belief)) return false;
  if (filter.audit.size && !faults[id].some((fault) => filter.audit.has(fault))) return false;
  return Object.entries(VALUES).every(([group, values]) => {
    const off = filter.off[group];
    return !off.size || values(claim).some((value) => !off.has(value));
  });
}

function edgePasses(edge) {
  if (edge.layer === 'denied' && !state.denied) return false;
  if (edge.layer === 'ontology' && !state.ontology) return false;
  if (filter.off.sign.size && filter.off.sign.has(lineSign(edge))) return false;
  if (filter.off.kind.size && [edge.from, edge.to].some((id) => filter.off.kind.has(kindOf(id)))) return false;
  if (!edge.claims.length) return !filter.audit.size;
  return edge.claims.some((id) => passing.has(id));
}

/** What passes: claims, and the lines that have one. Found anew when the reader chooses. */
let passing = new Set();
let passingEdges = new Set();
function sift() {
  passing = new Set(Object.keys(data.claims).filter(claimPasses));
  passingEdges = new Set(data.edges.filter(edgePasses).map((edge) => edge.id));
}

const isFiltered = () => filter.belief > 0 || filter.audit.size > 0 || GROUPS.some((group) => filter.off[group].size > 0);

function clearFilter() {
  GROUPS.forEach((group) => filter.off[group].clear());
  filter.belief = 0;
  filter.audit.clear();
}
