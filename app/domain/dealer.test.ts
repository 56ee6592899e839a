import { describe, expect, it } from 'vitest'
import { dealerSchema, outletSchema } from './dealer.schema.ts'
import { creditCheckCharacter, isCreditCode, metresBetween, plainCreditCode } from './dealer.ts'

// Check characters worked out by hand with the weights of GB 32100-2015, table 4: 1 3 9 27 19 26 16 17 20 29 25 13 8 24 10 30 28.
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function byTable(first17: string): string {
	const sum = [...first17].reduce((total, c, i) => total + LETTERS.indexOf(c) * (WEIGHTS[i] ?? 0), 0)
	return LETTERS.charAt((31 - (sum % 31)) % 31)
}

describe('the unified social credit code', () => {
	it.each([
		['91350100M000100Y43', true, 'the example of the standard'],
		['91350100M000100Y44', false, 'another check character'],
		['91350100M000100Y34', false, 'two digits exchanged'],
		['91350100M000100Y4', false, '17 characters'],
		['91350100M000100Y430', false, '19 characters'],
		['9135010OM000100Y43', false, 'a letter O among the digits'],
		['91350100m000100y43', false, 'small letters, before they are made plain'],
		['', false, 'nothing'],
	])('%s is %s: %s', (code, good) => {
		expect(isCreditCode(code)).toBe(good)
	})

	it('has the check character of the weight table for every single changed place', () => {
		const base = '91350100M000100Y4'
		for (let at = 0; at < 17; at++)
			for (const letter of LETTERS) {
				const code = base.slice(0, at) + letter + base.slice(at + 1)
				expect(creditCheckCharacter(code)).toBe(byTable(code))
				if (letter !== base[at]) expect(creditCheckCharacter(code)).not.toBe('3')
			}
	})

	it('is read as people type it', () => {
		expect(plainCreditCode(' 9135 0100-m000 100y43 ')).toBe('91350100M000100Y43')
		expect(plainCreditCode('９１３５０１００M000100Y43')).toBe('91350100M000100Y43')
	})
})

const dealer = {
	code: 'd-0100',
	name: '江州市示例通信有限公司',
	creditCode: '91350100M000100Y43',
	contactName: '陈某',
	contactPhone: '0555-000-0001',
	agreementFrom: '2026-01-01',
	agreementTo: '2027-12-31',
	depositRequired: '30,000',
	status: 'ACTIVE',
}

describe('the dealer form', () => {
	it('makes fen and dates of a good form', () => {
		expect(dealerSchema.parse(dealer)).toMatchObject({
			code: 'D-0100',
			depositRequired: 3_000_000,
			signedBy: '',
			eServiceConsent: false,
		})
	})
	it.each([
		[{ creditCode: '91350100M000100Y44' }, 'creditCode', 'issue.credit-code'],
		[{ agreementTo: '2025-12-31' }, 'agreementTo', 'issue.before-start'],
		[{ agreementFrom: '2026-02-30' }, 'agreementFrom', 'issue.not-a-date'],
		[{ depositRequired: 'viel' }, 'depositRequired', 'issue.not-a-number'],
		[{ name: ' ' }, 'name', 'issue.required'],
		[{ status: 'GONE' }, 'status', 'issue.choose'],
		[{ code: 'D 1' }, 'code', 'issue.bad-format'],
	])('refuses %j at %s', (change, field, key) => {
		const issue = dealerSchema.safeParse({ ...dealer, ...change }).error?.issues[0]
		expect([issue?.path[0], issue?.message]).toEqual([field, key])
	})
})

const outlet = {
	code: 'JZ-WJ-1',
	name: '示例店',
	type: 'CAMPUS',
	address: '江州市望江路 1 号',
	latitude: '30.1',
	longitude: '120.2',
	dealerId: 'a',
	gridId: 'b',
	status: 'ACTIVE',
}

describe('the outlet form', () => {
	it('takes coordinates or none', () => {
		expect(outletSchema.parse(outlet)).toMatchObject({ latitude: 30.1, longitude: 120.2, channelManagerId: '' })
		expect(outletSchema.parse({ ...outlet, latitude: '', longitude: '' })).toMatchObject({ latitude: null })
	})
	it.each([
		[{ latitude: '91' }, 'latitude'],
		[{ longitude: 'x' }, 'longitude'],
		[{ longitude: '' }, 'longitude'],
		[{ type: 'OWN_HALL' }, 'type'],
		[{ gridId: '' }, 'gridId'],
	])('refuses %j', (change, field) => {
		expect(outletSchema.safeParse({ ...outlet, ...change }).error?.issues[0]?.path[0]).toBe(field)
	})
})

it('measures the way from phone to outlet', () => {
	const hall = { latitude: 30.25, longitude: 120.17 }
	expect(metresBetween(hall, hall)).toBe(0)
	expect(metresBetween(hall, { latitude: 30.26, longitude: 120.17 })).toBe(1112)
})
