import { defineConfig } from 'vitest/config'

const long = process.env.FANGXIN_LONG === '1'

export default defineConfig({
	test: {
		environment: 'node',
		pool: 'forks',
		maxWorkers: 2,
		env: { TZ: 'America/New_York' },
		projects: [
			{
				extends: true,
				test: {
					name: 'rules',
					include: ['app/**/*.test.{ts,tsx}', 'tests/house/**/*.test.ts'],
					testTimeout: long ? 600_000 : 60_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'database',
					include: ['tests/{db,usecases,walks,import,verify,http,routes,kill}/**/*.test.ts'],
					globalSetup: ['tests/support/postgres.ts', 'tests/support/build.ts'],
					testTimeout: long ? 1_200_000 : 120_000,
					hookTimeout: 120_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['tests/e2e/**/*.test.ts'],
					globalSetup: ['tests/support/browser.ts'],
					testTimeout: 180_000,
					hookTimeout: 240_000,
					fileParallelism: false,
				},
			},
		],
	},
})
