import SQLite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { keepStatements } from '#db/prepared.server.ts'

test('a statement is compiled once, until the schema changes, and not while it is read', () => {
	const file = keepStatements(new SQLite(':memory:'))
	file.prepare('create table t (a)').run()
	file.prepare('insert into t values (?)').run(1)
	file.prepare('insert into t values (?)').run(2)
	const all = file.prepare('select * from t')
	expect(file.prepare('select * from t')).toBe(all)
	expect(all.all()).toEqual([{ a: 1 }, { a: 2 }])
	const rows = all.iterate()
	rows.next()
	expect(file.prepare('select * from t')).not.toBe(all)
	rows.return?.()
	file.prepare('alter table t add column b').run()
	expect(file.prepare('select * from t').all()).toEqual([
		{ a: 1, b: null },
		{ a: 2, b: null },
	])
	// Far more of them than are kept: the first is forgotten.
	const first = file.prepare('select 0')
	for (let n = 1; n <= 600; n += 1) file.prepare(`select ${n}`)
	expect(file.prepare('select 0')).not.toBe(first)
})
