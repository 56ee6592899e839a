import { expect, test } from 'vitest'
import { addMs, type Instant, MINUTE_MS } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { changePassword } from '#app/usecases/accounts/change-password.server.ts'
import { createFirstAdmin } from '#app/usecases/accounts/create-first-admin.server.ts'
import { firstLinkState, offerFirstLink } from '#app/usecases/accounts/first-link.server.ts'
import { findSession } from '#app/usecases/accounts/session.server.ts'
import { signIn } from '#app/usecases/accounts/sign-in.server.ts'
import { signOut, signOutEverywhere } from '#app/usecases/accounts/sign-out.server.ts'
import { accountOfToken } from '#app/usecases/accounts/token.server.ts'
import { disablePerson, resetPassword } from '#app/usecases/admin/access.server.ts'
import { createPerson } from '#app/usecases/admin/create-person.server.ts'
import { grantRole, revokeRole } from '#app/usecases/admin/roles.server.ts'
import { createToken, revokeTokenOf } from '#app/usecases/admin/tokens.server.ts'
import { peoplePage, personPage } from '#app/usecases/admin/views.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { done, ruleOf } from '#tests/support/orders.ts'
import { layWorld, PASSWORD, type World, worldOf } from '#tests/support/world.ts'

const DEVICE = { address: '10.1.2.3', userAgent: 'test' }
const START: Instant = '2026-11-02T02:00:00.000Z'
const later = (minutes: number) => addMs(START, minutes * MINUTE_MS)
const IDLE = 30

async function enter(world: World, login: string, password = PASSWORD): Promise<string> {
	return done(await signIn(world.deps, { login, password }, DEVICE)).token
}

async function kindsOf(world: World, login: string): Promise<string[]> {
	const id = await world.accountId(login)
	const rows = await world.db.read
		.selectFrom('case_event')
		.select('kind')
		.where('subject_id', '=', id)
		.orderBy('id')
		.execute()
	return rows.map((row) => row.kind)
}

async function versionOf(world: World, login: string): Promise<number> {
	const row = await world.db.read
		.selectFrom('account')
		.select('version')
		.where('login', '=', login)
		.executeTakeFirstOrThrow()
	return row.version
}

describeOnBoth('signing in', (open) => {
	test('a session lives until it is idle or half a day old, and its token is not in the database', async () => {
		const world = worldOf(await open(layWorld), START)
		const token = await enter(world, ' Manager ')
		const alive = () => findSession(world.deps, token, IDLE)
		expect(await alive()).toMatchObject({ login: 'manager', mustChangePassword: false })
		for (let minute = 29; minute <= 11 * 60 + 59; minute += 29) {
			world.at(later(minute))
			expect(await alive(), String(minute)).toBeDefined()
		}
		world.at(later(12 * 60))
		expect(await alive()).toBeUndefined()
		const idle = await enter(world, 'manager')
		world.at(later(12 * 60 + IDLE))
		expect(await findSession(world.deps, idle, IDLE)).toBeUndefined()
		const stored = JSON.stringify(await world.db.read.selectFrom('session').selectAll().execute())
		expect(stored).not.toContain(token)
		expect(stored).toContain(sha256Hex(token))
		expect(await kindsOf(world, 'manager')).toEqual(['account.signed-in', 'account.signed-in'])
	})

	test('the tenth failure shuts a name for ten minutes, also for the right password, known or not', async () => {
		const world = worldOf(await open(layWorld), START)
		const fail = (login: string) => signIn(world.deps, { login, password: 'wrong' }, DEVICE)
		for (const login of ['manager', 'nobody']) for (let i = 0; i < 9; i++) await fail(login)
		await enter(world, 'manager')
		for (const login of ['manager', 'nobody']) for (let i = 0; i < 10; i++) await fail(login)
		const right = () => signIn(world.deps, { login: 'manager', password: PASSWORD }, DEVICE)
		const unknown = () => fail('nobody')
		// Both answers are the same to the letter.
		expect(await right()).toEqual(await unknown())
		world.at(later(9.99))
		expect(ruleOf(await right())).toBe('account.wrong-credentials')
		world.at(later(10))
		expect(ruleOf(await right())).toBe('done')
		const kinds = await kindsOf(world, 'manager')
		expect(kinds.filter((kind) => kind === 'account.locked')).toHaveLength(1)
		const rows = await world.db.read.selectFrom('sign_in_throttle').select('key').execute()
		expect(rows.map((row) => row.key)).toEqual([sha256Hex('nobody')])
	})

	test('the clock, disabled people and a wrong password of a known name get the same answer', async () => {
		const world = worldOf(await open(layWorld), START)
		const admin = await world.as('admin')
		done(await disablePerson(admin, await world.accountId('panel4'), await versionOf(world, 'panel4')))
		const answers = []
		for (const [login, password] of [
			['system', ''],
			['panel4', PASSWORD],
			['manager', 'x'],
			['nobody', 'x'],
		] as const)
			answers.push(await signIn(world.deps, { login, password }, DEVICE))
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
		expect(answers[0]?.ok).toBe(false)
	})

	test('signing in again ends the session of before; signing out ends it at once', async () => {
		const world = worldOf(await open(layWorld), START)
		const first = await enter(world, 'manager')
		const before = await findSession(world.deps, first, IDLE)
		const second = done(await signIn(world.deps, { login: 'manager', password: PASSWORD }, DEVICE, before)).token
		expect(await findSession(world.deps, first, IDLE)).toBeUndefined()
		const ctx = await world.as('manager')
		const now = await findSession(world.deps, second, IDLE)
		// Another person's session is not there.
		expect(ruleOf(await signOut(await world.as('auditor'), now?.id ?? ''))).toBe('not-found')
		done(await signOut(ctx, now?.id ?? ''))
		expect(await findSession(world.deps, second, IDLE)).toBeUndefined()
		const tokens = [await enter(world, 'manager'), await enter(world, 'manager')]
		expect(done(await signOutEverywhere(ctx)).count).toBe(2)
		for (const token of tokens) expect(await findSession(world.deps, token, IDLE)).toBeUndefined()
	})

	test('a password is changed with the present one, ends every session, and must not be a first guess', async () => {
		const world = worldOf(await open(layWorld), START)
		const old = await enter(world, 'manager')
		const ctx = await world.as('manager')
		const change = (current: string, password: string) => changePassword(ctx, { current, password }, DEVICE)
		const before = await world.fingerprint()
		expect(ruleOf(await change('wrong', 'a good long passage'))).toBe('account.wrong-credentials')
		for (const weak of [
			'password123',
			'P@ssw0rd',
			'12345678',
			'aaaaaaaaaaaa',
			'fangxin2026',
			'manager1',
			'qwerty2026',
			PASSWORD,
		])
			expect(ruleOf(await change(PASSWORD, weak)), weak).toBe('account.weak-password')
		expect(await world.fingerprint()).toBe(before)
		const { token } = done(await change(PASSWORD, '巡店记录 and a window'))
		expect(await findSession(world.deps, old, IDLE)).toBeUndefined()
		expect(await findSession(world.deps, token, IDLE)).toMatchObject({ login: 'manager' })
		expect(ruleOf(await signIn(world.deps, { login: 'manager', password: PASSWORD }, DEVICE))).toBe(
			'account.wrong-credentials',
		)
		await enter(world, 'manager', '巡店记录 and a window')
	})
})

describeOnBoth('the administrator', (open) => {
	test('makes a person who must change the password, and nobody else may', async () => {
		const world = worldOf(await open(layWorld), START)
		const form = {
			login: 'newone',
			name: '新人',
			phone: '',
			email: '',
			role: 'AUDITOR',
			place: 'branch',
			superior: null,
			deputy: null,
		}
		const before = await world.fingerprint()
		for (const login of ['compliance', 'auditor', 'dealer'])
			expect(ruleOf(await createPerson(await world.as(login), form))).toBe('not-allowed')
		const admin = await world.as('admin')
		expect(ruleOf(await createPerson(admin, { ...form, login: 'manager' }))).toBe('account.login-taken')
		expect(ruleOf(await createPerson(admin, { ...form, role: 'CHANNEL_MANAGER' }))).toBe('account.role-place')
		expect(ruleOf(await createPerson(admin, { ...form, role: 'SYSTEM' }))).toBe('not-found')
		expect(await world.fingerprint()).toBe(before)
		const made = done(await createPerson(admin, form))
		expect(made.password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
		const signed = done(await signIn(world.deps, { login: 'newone', password: made.password }, DEVICE))
		expect(signed.mustChangePassword).toBe(true)
		expect(await kindsOf(world, 'newone')).toEqual(['account.created', 'account.role-granted', 'account.signed-in'])
	})

	test('a role given or taken counts on the very next request, and ends the sessions', async () => {
		const world = worldOf(await open(layWorld), START)
		const admin = await world.as('admin')
		const id = await world.accountId('panel4')
		const token = await enter(world, 'panel4')
		const grant = { version: await versionOf(world, 'panel4'), role: 'REVIEWER', place: 'branch' }
		done(await grantRole(admin, id, grant))
		expect(await findSession(world.deps, token, IDLE)).toBeUndefined()
		expect((await actorOf(world.deps.read, id))?.grants.map((one) => one.role).sort()).toEqual([
			'PANEL_MEMBER',
			'REVIEWER',
		])
		expect(ruleOf(await grantRole(admin, id, grant))).toBe('stale')
		const version = await versionOf(world, 'panel4')
		expect(ruleOf(await grantRole(admin, id, { ...grant, version }))).toBe('already-done')
		expect(ruleOf(await grantRole(admin, id, { ...grant, version, role: 'ADMINISTRATOR' }))).toBe('account.roles-apart')
		const page = done(await personPage(admin, id))
		const reviewer = page.grants.find((one) => one.role === 'REVIEWER')
		done(await revokeRole(admin, id, { version, grant: reviewer?.id ?? '' }))
		expect((await actorOf(world.deps.read, id))?.grants.map((one) => one.role)).toEqual(['PANEL_MEMBER'])
	})

	test('the last administrator stays, and nobody shuts the own account', async () => {
		const world = worldOf(await open(layWorld), START)
		const admin = await world.as('admin')
		const id = await world.accountId('admin')
		const page = done(await personPage(admin, id))
		const before = await world.fingerprint()
		expect(ruleOf(await revokeRole(admin, id, { version: page.version, grant: page.grants[0]?.id ?? '' }))).toBe(
			'account.last-administrator',
		)
		expect(ruleOf(await disablePerson(admin, id, page.version))).toBe('same-person')
		expect(await world.fingerprint()).toBe(before)
	})

	test('a disabled account loses sessions and tokens at once', async () => {
		const world = worldOf(await open(layWorld), START)
		const admin = await world.as('admin')
		const { token: bearer } = done(await createToken(admin, { login: 'auditor', label: 'test' }))
		const token = await enter(world, 'auditor')
		expect(await accountOfToken(world.deps, bearer)).toBe(await world.accountId('auditor'))
		done(await disablePerson(admin, await world.accountId('auditor'), await versionOf(world, 'auditor')))
		expect(await accountOfToken(world.deps, bearer)).toBeUndefined()
		expect(await findSession(world.deps, token, IDLE)).toBeUndefined()
	})

	test('a token is kept as its hash and can be taken back', async () => {
		const world = worldOf(await open(layWorld), START)
		const admin = await world.as('admin')
		const made = done(await createToken(admin, { login: 'manager', label: 'test' }))
		const rows = JSON.stringify(await world.db.read.selectFrom('api_token').selectAll().execute())
		expect(rows).toContain(sha256Hex(made.token))
		expect(rows).not.toContain(made.token)
		expect(await accountOfToken(world.deps, `${made.token}x`)).toBeUndefined()
		expect(ruleOf(await revokeTokenOf(await world.as('compliance'), made.id))).toBe('not-allowed')
		done(await revokeTokenOf(admin, made.id))
		expect(await accountOfToken(world.deps, made.token)).toBeUndefined()
		expect(ruleOf(await createToken(admin, { login: 'nobody', label: 'x' }))).toBe('not-found')
	})

	test('a reset opens a shut name, asks for a new password and leaves no hash in the log', async () => {
		const world = worldOf(await open(layWorld), START)
		for (let i = 0; i < 10; i++) await signIn(world.deps, { login: 'manager', password: 'wrong' }, DEVICE)
		const admin = await world.as('admin')
		const id = await world.accountId('manager')
		const reset = done(await resetPassword(admin, id, await versionOf(world, 'manager')))
		const signed = done(await signIn(world.deps, { login: 'manager', password: reset.password }, DEVICE))
		expect(signed.mustChangePassword).toBe(true)
		const events = JSON.stringify(await world.db.read.selectFrom('case_event').selectAll().execute())
		expect(events).not.toContain('argon2')
		expect(events).not.toContain(reset.password)
	})

	test('the list of people goes page by page without a gap, by name and by role', async () => {
		const world = worldOf(await open(layWorld), START)
		const admin = await world.as('admin')
		const all = (await peoplePage(admin, { disabled: true })).rows.map((row) => row.login)
		const walked: string[] = []
		let cursor: string | null = null
		do {
			const page = await peoplePage(admin, { disabled: true, cursor })
			walked.push(...page.rows.map((row) => row.login))
			cursor = page.next
		} while (cursor)
		expect(walked).toEqual([...new Set(walked)])
		expect(walked.slice(0, all.length)).toEqual(all)
		expect(walked).not.toContain('system')
		expect((await peoplePage(admin, { role: 'REVIEWER' })).rows.map((row) => row.login)).toEqual([
			'reviewer',
			'reviewer2',
		])
		expect((await peoplePage(admin, { text: '周晓' })).rows.map((row) => row.login)).toEqual(['manager'])
		expect((await peoplePage(admin, { text: '%' })).rows).toEqual([])
	})
})

describeOnBoth('an empty database', (open) => {
	const form = {
		login: 'root',
		name: '张三',
		password: 'correct horse battery',
		branch: { name: '江州市分公司', code: 'JZ', shortName: '江' },
	}

	test('offers one link that creates the branch and its administrator, once, within the hour', async () => {
		const world = worldOf(await open(async () => {}), START)
		const stale = (await offerFirstLink(world.deps)) ?? ''
		const token = (await offerFirstLink(world.deps)) ?? ''
		expect(await firstLinkState(world.deps, stale)).toEqual({ open: false, branch: null })
		expect(await firstLinkState(world.deps, token)).toEqual({ open: true, branch: null })
		expect(ruleOf(await createFirstAdmin(world.deps, 'x', form, DEVICE))).toBe('account.link-expired')
		expect(ruleOf(await createFirstAdmin(world.deps, token, { ...form, password: 'password1' }, DEVICE))).toBe(
			'account.weak-password',
		)
		world.at(later(60))
		expect(ruleOf(await createFirstAdmin(world.deps, token, form, DEVICE))).toBe('account.link-expired')
		world.at(later(59.9))
		const made = done(await createFirstAdmin(world.deps, token, form, DEVICE))
		const session = await findSession(world.deps, made.token, IDLE)
		expect(session).toMatchObject({ login: 'root' })
		expect((await actorOf(world.deps.read, session?.accountId ?? ''))?.grants).toEqual([
			{ role: 'ADMINISTRATOR', place: { kind: 'branch' } },
		])
		expect(ruleOf(await createFirstAdmin(world.deps, token, { ...form, login: 'two' }, DEVICE))).toBe(
			'account.link-expired',
		)
		expect(await offerFirstLink(world.deps)).toBeUndefined()
		const kinds = await world.db.read.selectFrom('reference_version').select('kind').distinct().execute()
		expect(kinds.map((row) => row.kind).sort()).toEqual(['calendar', 'rulebook', 'sheet', 'taxonomy'])
	})

	test('of two people at once only one becomes the administrator', async () => {
		const world = worldOf(await open(async () => {}), START)
		const token = (await offerFirstLink(world.deps)) ?? ''
		const answers = await Promise.all(
			['one', 'two', 'three'].map((login) => createFirstAdmin(world.deps, token, { ...form, login }, DEVICE)),
		)
		expect(answers.map(ruleOf).sort()).toEqual(['account.link-expired', 'account.link-expired', 'done'])
		const people = await world.db.read.selectFrom('account').select('login').where('kind', '=', 'person').execute()
		expect(people).toHaveLength(1)
	})
})
