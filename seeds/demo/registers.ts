/** Forty dealers and a hundred and twenty outlets of every type, spread over the eight grids. */
import type { Random } from '../random.ts'
import { DEALER_NAMES, OWNER_NAMES, STREETS, TYPE_MIX, TYPE_SUFFIX } from './names.ts'

export type DealerSeed = {
	readonly code: string
	readonly name: string
	readonly shortName: string
	readonly owner: string
	readonly login: string
}

export type OutletSeed = {
	readonly code: string
	readonly name: string
	readonly type: string
	readonly address: string
	readonly gridCode: string
	/** Index into the dealers. */
	readonly dealer: number
	readonly latitude: number
	readonly longitude: number
}

export function dealerSeeds(): DealerSeed[] {
	return DEALER_NAMES.map((shortName, i) => ({
		code: `D-${String(i + 201).padStart(4, '0')}`,
		name: i % 3 === 1 ? `江州市${shortName}经营部` : `江州市${shortName}设备有限公司`,
		shortName,
		owner: OWNER_NAMES[i] ?? `店主${i}`,
		login: i === 0 ? 'dealer' : `dealer${i + 1}`,
	}))
}

/** The type of each outlet, in the mix of a city branch. */
function types(random: Random): string[] {
	return random.shuffle(TYPE_MIX.flatMap(([type, n]) => Array.from({ length: n }, () => type)))
}

export function outletSeeds(random: Random, gridCodes: readonly string[]): OutletSeed[] {
	const taken = new Set<string>()
	return types(random).map((type, i) => {
		// The first dealer has outlets in the demo manager's own grid, so that both have something to show.
		const dealer = i % DEALER_NAMES.length
		const gridCode = i < 3 ? 'WJ-3' : (gridCodes[(i * 5 + Math.floor(i / 40)) % gridCodes.length] ?? 'WJ-3')
		const countyCode = gridCode.slice(0, 2)
		const streets = STREETS[countyCode] ?? ['中心路']
		let street = random.pick(streets)
		const nameOf = () => `${DEALER_NAMES[dealer]}${street}${TYPE_SUFFIX[type]}`
		for (let n = 2; taken.has(nameOf()); n++) street = `${random.pick(streets)}${n}号`
		taken.add(nameOf())
		return {
			code: `JZ-${countyCode}-${String(301 + i).padStart(4, '0')}`,
			name: nameOf(),
			type,
			address: `江州市${street} ${random.int(1, 188)} 号`,
			gridCode,
			dealer,
			latitude: 31.2 + random.int(0, 4000) / 10000,
			longitude: 118.1 + random.int(0, 4000) / 10000,
		}
	})
}
