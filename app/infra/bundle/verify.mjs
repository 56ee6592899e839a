// Verifies the case file in this folder with nothing but Node 20: node verify.mjs
// Exit 0 and one line when everything fits; exit 1 and the first file or event that is wrong.
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))
const GENESIS = '0'.repeat(64)
const HASH = /^[0-9a-f]{64}$/
// The state that an event of a case leads to; other events leave the state to be read elsewhere.
const STATE = {
	'penalty.drafted': 'DRAFT',
	'penalty.checked': 'CHECKED',
	'penalty.pre-noticed': 'PRE_NOTICED',
	'penalty.served': 'DEFENCE',
	'penalty.decided': 'DECIDED',
	'penalty.decision-served': 'SERVED',
	'penalty.review-requested': 'REVIEW',
	'penalty.review-upheld': 'REVIEWED',
	'penalty.review-varied': 'REVIEWED',
	'penalty.final': 'FINAL',
	'penalty.settled': 'SETTLED',
	'penalty.closed': 'CLOSED',
	'penalty.waived': 'WAIVED',
	'penalty.withdrawn': 'WITHDRAWN',
	'penalty.revoked': 'REVOKED',
	'penalty.lapsed': 'LAPSED',
}

class Wrong extends Error {}
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
function must(holds, where, what) {
	if (!holds) throw new Wrong(`${where}: ${what}`)
}

function json(name) {
	try {
		return JSON.parse(readFileSync(join(HERE, name), 'utf8'))
	} catch (error) {
		throw new Wrong(`${name}: ${error.code === 'ENOENT' ? 'is missing' : 'is no JSON'}`)
	}
}

/** Every path below the folder; what is neither file nor folder is named as it is. */
function walk(folder = '') {
	return readdirSync(join(HERE, folder)).flatMap((name) => {
		const path = folder === '' ? name : `${folder}/${name}`
		if (!lstatSync(join(HERE, path)).isDirectory()) return [path]
		const inside = walk(path)
		return inside.length > 0 ? inside : [`${path}/`]
	})
}

function checkFiles(manifest) {
	const { seal, ...sealed } = manifest
	must(sha256(JSON.stringify(sealed)) === seal, 'manifest.json', 'was changed: it does not fit its seal')
	const listed = new Map(manifest.files.map((file) => [file.path, file]))
	must(listed.size === manifest.files.length, 'manifest.json', 'names a file twice')
	for (const name of ['case.json', 'events.json', 'verify.mjs'])
		must(listed.has(name), 'manifest.json', `does not name ${name}`)
	for (const [path, file] of listed) {
		must(!/(^|\/)\.\.?(\/|$)|\\|^\//.test(path), path, 'is no path inside this folder')
		let bytes
		try {
			must(lstatSync(join(HERE, path)).isFile(), path, 'is no plain file')
			bytes = readFileSync(join(HERE, path))
		} catch (error) {
			throw error instanceof Wrong ? error : new Wrong(`${path}: is missing`)
		}
		must(bytes.length === file.size, path, `has ${bytes.length} bytes, not ${file.size}`)
		must(sha256(bytes) === file.sha256, path, 'was changed: its SHA-256 does not fit')
		if (path.startsWith('evidence/'))
			must(path.slice(9).split('.')[0] === file.sha256, path, 'does not bear the name of its hash')
	}
	for (const path of walk())
		must(['manifest.json', 'evidence/'].includes(path) || listed.has(path), path, 'does not belong to this case file')
}

/** The hash of an event: SHA-256 over its fields and the hash before it, as a JSON array. */
function hashOf(e) {
	const head = [e.prev_hash, e.branch_id, e.seq, e.at, e.actor_id, e.subject_kind, e.subject_id, e.kind]
	return sha256(JSON.stringify([...head, e.before_json, e.after_json, e.reason]))
}

function checkEvents({ events, sealed, links, head }, expected) {
	let last = 0
	for (const event of events) {
		const where = `event ${event.seq}`
		must(Number.isSafeInteger(event.seq) && event.seq > last, where, `stands out of order after event ${last}`)
		must(hashOf(event) === event.hash, where, 'was changed: its hash does not fit its contents')
		last = event.seq
	}
	const known = new Map()
	for (const one of [...events, ...sealed, ...links]) {
		must(HASH.test(one.hash) && HASH.test(one.prev_hash), `event ${one.seq}`, 'has no hash')
		must(!known.has(one.seq), `event ${one.seq}`, 'stands twice')
		known.set(one.seq, one)
	}
	for (const [seq, one] of [...known].sort(([a], [b]) => a - b)) {
		const next = known.get(seq + 1)
		must(!next || next.prev_hash === one.hash, `event ${seq + 1}`, 'is not chained to the event before it')
		must(seq !== 1 || one.prev_hash === GENESIS, 'event 1', 'is not the beginning of the chain')
		must(!head || seq !== head.seq || one.hash === head.hash, `event ${seq}`, 'is not the head of the chain')
	}
	for (const { seq } of [...events, ...sealed]) {
		must(seq === 1 || known.has(seq - 1), `event ${seq}`, 'lacks the link to the event before it')
		must(seq === head?.seq || known.has(seq + 1), `event ${seq}`, 'lacks the link to the event after it')
	}
	const found = [...events, ...sealed].map((one) => ({ seq: one.seq, hash: one.hash })).sort((a, b) => a.seq - b.seq)
	for (const [i, one] of expected.entries())
		must(same(found[i], one), `event ${one.seq}`, found[i]?.seq === one.seq ? 'was changed' : 'is missing')
	must(found.length === expected.length, `event ${found[expected.length]?.seq}`, 'does not belong to this case file')
}

const read = (body, path) => path.split('.').reduce((at, key) => at?.[key], body)

/** What case.json says is what the events say, as far as the export tied the two together. */
function checkFacts(body, facts, events) {
	const bySeq = new Map(events.map((event) => [event.seq, event]))
	for (const fact of facts) {
		const event = bySeq.get(fact.seq)
		must(event, `event ${fact.seq}`, 'is missing')
		const said = fact.key === 'event.kind' ? STATE[event.kind] : JSON.parse(event.after_json)[fact.key]
		must(same(read(body, fact.path), said), 'case.json', `${fact.path} is not what event ${fact.seq} says`)
	}
	for (const [i, notice] of (body.tables?.notice ?? []).entries())
		must(sha256(notice.body_json) === notice.sha256, 'case.json', `the text of notice ${i + 1} does not fit its hash`)
}

function main() {
	const manifest = json('manifest.json')
	must(manifest.format === 'fangxin-bundle-1', 'manifest.json', 'is not of a format that this program knows')
	checkFiles(manifest)
	const [body, log] = [json('case.json'), json('events.json')]
	for (const [name, part] of Object.entries({ 'case.json': body, 'events.json': log })) {
		must(part.case === manifest.case, name, `is of case ${part.case}, not ${manifest.case}`)
		must(part.copy === manifest.copy, name, `is of a ${part.copy} copy, not of a ${manifest.copy} copy`)
	}
	must(same(body.events, manifest.events), 'case.json', 'names other events than manifest.json')
	const own = ['case.json', 'events.json', 'verify.mjs']
	const kept = manifest.files
		.filter((file) => !own.includes(file.path))
		.map(({ path, sha256: hash }) => ({ path, sha256: hash }))
	for (const [i, file] of body.files.entries()) must(same(kept[i], file), file.path, 'is named by case.json only')
	must(
		same(body.files, kept) && same(body.absent, manifest.absent),
		'manifest.json',
		'names other files than case.json',
	)
	checkEvents(log, manifest.events)
	checkFacts(body, log.facts, log.events)
	const absent = manifest.absent.length > 0 ? `, ${manifest.absent.length} not in the store at the export` : ''
	const sealed = log.sealed.length > 0 ? `, ${log.sealed.length} sealed` : ''
	return `ok: ${manifest.case} (${manifest.copy} copy): ${manifest.files.length} files${absent}, ${log.events.length} events${sealed}; manifest.json has SHA-256 ${sha256(readFileSync(join(HERE, 'manifest.json')))}`
}

try {
	process.stdout.write(`${main()}\n`)
} catch (error) {
	process.stdout.write(`wrong: ${error instanceof Wrong ? error.message : `manifest.json: ${error.message}`}\n`)
	process.exitCode = 1
}
