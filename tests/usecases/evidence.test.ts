import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterEach, describe, expect, test } from 'vitest'
import { metadataFreeCopy } from '#app/infra/evidence/copy.server.ts'
import { diskStore } from '#app/infra/evidence/disk.server.ts'
import { readClaims } from '#app/infra/evidence/exif.ts'
import { checkFile } from '#app/infra/evidence/inspect.server.ts'
import { safeFileName } from '#app/infra/evidence/sniff.ts'
import { addEvidence } from '#app/usecases/evidence/add-evidence.server.ts'
import { makePendingCopies } from '#app/usecases/evidence/make-copies.server.ts'
import { viewEvidence } from '#app/usecases/evidence/view-evidence.server.ts'
import { evidenceItemsOf } from '#app/usecases/evidence/views.server.ts'
import { submitSheet } from '#app/usecases/inspections/submit-sheet.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { heicHead, jpeg, jpegWithPlace, pixelFlood, png, talkativePdf, webp } from '#tests/support/files.ts'
import { done, ruleOf } from '#tests/support/orders.ts'
import { filledVisit } from '#tests/support/visits.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const padded = (text: string) => bytes(text.padEnd(200, ' '))

describe('what evidence may be, told from the content', () => {
	test.each<[string, () => Promise<Buffer> | Buffer, string]>([
		['a JPEG', () => jpeg('#a33'), 'image/jpeg'],
		['a PNG', () => png(), 'image/png'],
		['a WebP', () => webp(), 'image/webp'],
		['a PDF', () => talkativePdf(), 'application/pdf'],
		['a HEIC of 12 million pixels', () => heicHead(4000, 3000), 'image/heic'],
		['nothing at all', () => Buffer.alloc(0), 'type'],
		['a page named .jpg', () => padded('<!doctype html><script>alert(1)</script>'), 'type'],
		['a drawing with a script', () => padded('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'type'],
		['a GIF', () => padded('GIF89a'), 'type'],
		['a zip archive', () => padded('PK\x03\x04'), 'type'],
		['a program', () => padded('MZ\x90'), 'type'],
		['a page behind a PDF mark that is not first', () => padded('<html>%PDF-1.7'), 'type'],
		['an AVIF', () => padded('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf'), 'type'],
		['a JPEG mark and nothing else', () => padded('\xff\xd8\xff\xe0'), 'damaged'],
		['a JPEG cut in half', async () => (await jpeg('#a33', 400)).subarray(0, 900), 'damaged'],
		['a PNG cut in half', async () => (await png()).subarray(0, 60), 'damaged'],
		['a PDF without an end', async () => (await talkativePdf()).subarray(0, 900), 'damaged'],
		['a HEIC without a picture', () => heicHead(0, 0), 'damaged'],
		['a picture of 50,000 × 50,000 pixels', () => pixelFlood(), 'too-large'],
		['a HEIC of 50,000 × 50,000 pixels', () => heicHead(50_000, 50_000), 'too-large'],
		['10 MB and a byte', async () => Buffer.concat([await jpeg('#a33'), Buffer.alloc(10 * 1024 * 1024)]), 'too-large'],
	])('%s', async (_, make, expected) => {
		const check = await checkFile(await make())
		expect(check.ok ? check.type : check.fault).toBe(expected)
	})

	test.each([
		['../../etc/passwd', 'passwd.jpg'],
		['..\\..\\boot.ini', 'boot.jpg'],
		['/abs/海报.PNG.exe', '海报.jpg'],
		['a\u0000b\n"c".svg', 'abc.jpg'],
		['.htaccess', 'file.jpg'],
		['', 'file.jpg'],
		[`${'x'.repeat(300)}.jpg`, `${'x'.repeat(80)}.jpg`],
		['photo\u202egpj.exe', 'photogpj.jpg'],
	])('the name %j is kept as %j', (sent, kept) => {
		expect(safeFileName(sent, 'image/jpeg')).toBe(kept)
	})
})

describe('what a picture claims', () => {
	test.each<[string, Buffer | undefined]>([
		['none', undefined],
		['nothing', Buffer.alloc(0)],
		['a cut header', bytes('Exif\0\0II*\0')],
		['an offset into nowhere', bytes('Exif\0\0II*\0\xff\xff\xff\xff')],
		['a block of ones', Buffer.alloc(400, 0xff)],
		['a block of zeros', Buffer.alloc(400)],
		['a loop of directories', bytes(`Exif\0\0II*\0\x08\0\0\0\x02\0${'\x69\x87\x04\0\x01\0\0\0\x08\0\0\0'.repeat(2)}`)],
	])('%s is no claim and no harm', (_, exif) => {
		expect(readClaims(exif)).toEqual({ capturedAt: null, latitude: null, longitude: null })
	})

	test('any bytes are read without harm', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
				const { latitude } = readClaims(Buffer.concat([bytes('Exif\0\0MM\0*\0\0\0\x08'), body]))
				expect(latitude === null || Math.abs(latitude) <= 90).toBe(true)
			}),
		)
	})
})

describe('the copy for the dealer', () => {
	test('a photo loses its place, camera and author and keeps its picture', async () => {
		const original = await jpegWithPlace()
		expect((await sharp(original).metadata()).exif?.includes('SecretPhone')).toBe(true)
		const copy = await metadataFreeCopy(original, 'image/jpeg')
		const { exif, xmp, iptc, width, height } = await sharp(copy.bytes).metadata()
		expect({ exif, xmp, iptc, width, height }).toEqual({
			exif: undefined,
			xmp: undefined,
			iptc: undefined,
			width: 64,
			height: 48,
		})
		expect(copy.bytes.includes('SecretPhone')).toBe(false)
	})

	test('a turned photo is turned in its pixels', async () => {
		const turned = await sharp(await jpegWithPlace())
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer()
		const copy = await metadataFreeCopy(turned, 'image/jpeg')
		const { width, height, orientation } = await sharp(copy.bytes).metadata()
		expect({ width, height, orientation }).toEqual({ width: 48, height: 64, orientation: undefined })
	})

	test.each([
		['image/png', png],
		['image/webp', webp],
	] as const)('a %s becomes a WebP', async (type, make) => {
		const copy = await metadataFreeCopy(await make(), type)
		expect(copy.mediaType).toBe('image/webp')
		expect((await sharp(copy.bytes).metadata()).format).toBe('webp')
	})

	test('a PDF keeps its page and loses what it tells and does', async () => {
		const original = await talkativePdf()
		for (const secret of ['JavaScript', 'EmbeddedFile', 'SecretComment', 'SecretPhone', 'SecretPerson'])
			expect([secret, original.includes(secret)]).toEqual([secret, true])
		const copy = await metadataFreeCopy(original, 'application/pdf')
		for (const secret of [
			'Secret',
			'JavaScript',
			'EmbeddedFile',
			'Zhou',
			'/Annots',
			'/Info',
			'/Metadata',
			'/OpenAction',
		])
			expect([secret, copy.bytes.includes(secret)]).toEqual([secret, false])
		const pdf = await PDFDocument.load(copy.bytes, { updateMetadata: false })
		expect([pdf.getPageCount(), pdf.getAuthor(), pdf.getTitle()]).toEqual([1, undefined, undefined])
	})

	test('what cannot be copied throws', async () => {
		await expect(metadataFreeCopy(heicHead(100, 100), 'image/heic')).rejects.toThrow()
		await expect(metadataFreeCopy(padded('%PDF-1.7 %%EOF'), 'application/pdf')).rejects.toThrow()
	})
})

describe('the store on disk', () => {
	const made: string[] = []
	afterEach(() => {
		for (const dir of made.splice(0)) rmSync(dir, { recursive: true })
	})
	const store = () => {
		const dir = mkdtempSync(join(tmpdir(), 'evidence-'))
		made.push(dir)
		return { dir, store: diskStore(dir) }
	}

	test('keeps bytes under their hash, once', async () => {
		const { dir, store: own } = store()
		const first = await own.put(bytes('abc'))
		expect(first).toEqual({ sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', size: 3 })
		await own.put(bytes('abc'))
		expect(await own.list()).toEqual([first.sha256])
		expect(readdirSync(join(dir, 'ba', '78'))).toEqual([first.sha256])
		expect(await own.get(first.sha256)).toEqual(bytes('abc'))
	})

	test('what is only staged is no stray, and a row that names it finds it', async () => {
		const { store: own } = store()
		const { sha256 } = await own.stage(bytes('abc'))
		expect(await own.list()).toEqual([])
		expect(await own.get(sha256)).toEqual(bytes('abc'))
		expect(await own.list()).toEqual([sha256])
		await own.keep(sha256)
	})

	test('tells missing, damaged and strays', async () => {
		const { dir, store: own } = store()
		const { sha256 } = await own.put(bytes('abc'))
		writeFileSync(join(dir, 'ba', '78', sha256), 'abd')
		writeFileSync(join(dir, 'ba', 'stray.txt'), 'x')
		expect(await own.get(sha256)).toBe('damaged')
		expect(await own.get('0'.repeat(64))).toBe('missing')
		expect((await own.list()).sort()).toEqual(['ba/stray.txt', sha256].sort())
	})

	test('refuses a name that is no hash', async () => {
		await expect(store().store.get('../../etc/passwd')).rejects.toThrow('SHA-256')
	})
})

/** A violation draft of the dealer's outlet with one photo, and its case when it was told to the dealer. */
async function caseWithPhoto(world: World) {
	const manager = await world.as('manager')
	const id = await filledVisit(manager, await world.outletId('JZ-WJ-0312'), { 16: '抽查 3 笔，1 笔无确认' })
	done(await submitSheet(manager, id, undefined))
	const violation = await world.db.read.selectFrom('violation').selectAll().executeTakeFirstOrThrow()
	const file = { name: 'a.jpg', bytes: await jpegWithPlace(), caption: '凭证' }
	const [photo] = done(await addEvidence(manager, { kind: 'violation', id: violation.id }, [file]))
	return { manager, violation, photo: photo ?? '', inspectionId: id }
}

async function tell(world: World, violationId: string, at: string | null): Promise<void> {
	const known = await world.db.read.selectFrom('penalty').select('id').executeTakeFirst()
	if (known) {
		await world.db.write
			.updateTable('penalty')
			.set({ noticed_at: at as never })
			.execute()
		return
	}
	const v = await world.db.read
		.selectFrom('violation')
		.selectAll()
		.where('id', '=', violationId)
		.executeTakeFirstOrThrow()
	const place = {
		branch_id: v.branch_id,
		county_id: v.county_id,
		grid_id: v.grid_id,
		dealer_id: v.dealer_id,
		outlet_id: v.outlet_id,
	}
	await world.db.write
		.insertInto('penalty')
		.values({
			...place,
			id: world.deps.newId(),
			number: 'CF-2026-0001',
			state: 'PRE_NOTICED',
			violation_id: v.id,
			red_line: 0,
			occurred_on: v.occurred_on,
			units: 1,
			share: 100,
			factors_json: '[]',
			priors_json: '[]',
			multiplier_percent: 100,
			factor_percent: 100,
			capped: 0,
			working_json: '[]',
			amount_fen: 200_000,
			points: 6,
			settled_fen: 0,
			outstanding_fen: 0,
			opened_by: v.opened_by,
			opened_at: v.opened_at,
			noticed_at: at as never,
			defence_state: 'NONE',
			defence_extended: 0,
			round: 1,
			limitation_on: '2028-11-02',
			historic: 0,
		})
		.execute()
}

describeOnBoth('evidence', (open) => {
	const start = async () => worldOf(await open(layWorld), '2026-11-02')

	test('staff see the original, checked; every look is recorded', async () => {
		const world = await start()
		const { photo } = await caseWithPhoto(world)
		const file = done(await viewEvidence(await world.as('compliance'), photo, 'original'))
		expect(file.bytes.includes('SecretPhone')).toBe(true)
		const seen = await world.db.read.selectFrom('case_event').select('kind').where('subject_id', '=', photo).execute()
		expect(seen.map((row) => row.kind)).toEqual(['evidence.added', 'evidence.viewed'])
		expect(ruleOf(await viewEvidence(await world.as('manager4'), photo, 'original'))).toBe('not-found')
		expect(ruleOf(await viewEvidence(await world.as('admin'), photo, 'original'))).toBe('not-found')
	})

	test('a dealer gets the copy of a case that was told, never the original, never another’s', async () => {
		const world = await start()
		const { photo, violation } = await caseWithPhoto(world)
		const dealer = await world.as('dealer')
		expect(ruleOf(await viewEvidence(dealer, photo, 'original'))).toBe('not-found')
		await tell(world, violation.id, null)
		expect(ruleOf(await viewEvidence(dealer, photo, 'original'))).toBe('not-found')
		await tell(world, violation.id, '2026-11-02T03:00:00.000Z')
		expect(ruleOf(await viewEvidence(dealer, photo, 'original'))).toBe('evidence.copy-pending')
		expect(await makePendingCopies(world.deps)).toEqual({ made: 1, failed: 0 })
		const file = done(await viewEvidence(dealer, photo, 'original'))
		expect(file.mediaType).toBe('image/jpeg')
		expect(file.bytes.includes('SecretPhone')).toBe(false)
		expect(ruleOf(await viewEvidence(await world.as('dealer2'), photo, 'copy'))).toBe('not-found')
		expect(await makePendingCopies(world.deps)).toEqual({ made: 0, failed: 0 })
	})

	test('time and place that a photo claims are kept apart from its bytes', async () => {
		const world = await start()
		const { photo } = await caseWithPhoto(world)
		const row = await world.db.read.selectFrom('evidence').selectAll().where('id', '=', photo).executeTakeFirstOrThrow()
		expect(row).toMatchObject({
			captured_at: '2026-11-02T06:36:00.000Z',
			latitude: 30.25,
			longitude: 120.166667,
			grade: 'C',
			received_at: '2026-11-02T02:00:00.000Z',
		})
	})

	test('what cannot be copied is marked and stays unseen', async () => {
		const world = await start()
		const { manager, violation } = await caseWithPhoto(world)
		const file = { name: 'x.heic', bytes: heicHead(100, 100) }
		const [id] = done(await addEvidence(manager, { kind: 'violation', id: violation.id }, [file]))
		await tell(world, violation.id, '2026-11-02T03:00:00.000Z')
		expect(await makePendingCopies(world.deps)).toEqual({ made: 1, failed: 1 })
		expect(ruleOf(await viewEvidence(await world.as('dealer'), id ?? '', 'copy'))).toBe('evidence.copy-pending')
	})

	test('one bad file refuses all, and writes nothing', async () => {
		const world = await start()
		const { manager, inspectionId } = await caseWithPhoto(world)
		const before = await world.fingerprint()
		const kept = (await world.deps.evidence.list()).length
		const files = [
			{ name: 'a.jpg', bytes: await jpeg('#111') },
			{ name: 'b.jpg', bytes: padded('<script>') },
		]
		expect(ruleOf(await addEvidence(manager, { kind: 'inspection', id: inspectionId }, files))).toBe('evidence.type')
		expect(await world.fingerprint()).toBe(before)
		expect((await world.deps.evidence.list()).length).toBe(kept)
	})

	test('the same picture twice is one piece of evidence', async () => {
		const world = await start()
		const { manager, inspectionId } = await caseWithPhoto(world)
		const subject = { kind: 'inspection', id: inspectionId } as const
		const file = { name: 'a.jpg', bytes: await jpeg('#222') }
		done(await addEvidence(manager, subject, [file]))
		done(await addEvidence(manager, subject, [file, file]))
		expect(await evidenceItemsOf(world.db.read, 'inspection', inspectionId)).toHaveLength(1)
	})

	test('who may not add is refused', async () => {
		const world = await start()
		const { inspectionId, violation } = await caseWithPhoto(world)
		const file = { name: 'a.jpg', bytes: await jpeg('#333') }
		const add = async (login: string, subject: Parameters<typeof addEvidence>[1]) =>
			ruleOf(await addEvidence(await world.as(login), subject, [file]))
		expect(await add('auditor', { kind: 'inspection', id: inspectionId })).toBe('not-allowed')
		expect(await add('manager4', { kind: 'inspection', id: inspectionId })).toBe('not-found')
		expect(await add('dealer', { kind: 'violation', id: violation.id })).toBe('not-found')
		await tell(world, violation.id, '2026-11-02T03:00:00.000Z')
		expect(await add('dealer', { kind: 'violation', id: violation.id })).toBe('not-allowed')
		expect(await add('manager', { kind: 'inspection', id: 'nothing' })).toBe('not-found')
	})

	test('500 files a day and person, and no more', async () => {
		const world = await start()
		const { manager, inspectionId, photo } = await caseWithPhoto(world)
		const row = await world.db.read.selectFrom('evidence').selectAll().where('id', '=', photo).executeTakeFirstOrThrow()
		for (let i = 1; i < 500; i++)
			await world.db.write
				.insertInto('evidence')
				.values({ ...row, id: `e${i}` })
				.execute()
		const file = { name: 'a.jpg', bytes: await jpeg('#444') }
		const add = (ctx: typeof manager) => addEvidence(ctx, { kind: 'inspection', id: inspectionId }, [file])
		expect(ruleOf(await add(manager))).toBe('evidence.quota')
		world.at('2026-11-03')
		done(await add(await world.as('manager')))
	})

	test('bytes that changed are not shown', async () => {
		const world = await start()
		const { photo } = await caseWithPhoto(world)
		const deps = { ...(await world.as('compliance')) }
		const broken = { ...deps, evidence: { ...deps.evidence, get: async () => 'damaged' as const } }
		expect(ruleOf(await viewEvidence(broken, photo, 'original'))).toBe('evidence.damaged')
	})
})
