import type { DocumentKind } from '#app/domain/notice/kinds.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { NoticeTemplateDraftTable, NoticeTemplateTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type TemplateRow = NoticeTemplateTable
export type TemplateDraftRow = {
	[K in keyof NoticeTemplateDraftTable]: K extends 'version' ? number : NoticeTemplateDraftTable[K]
}

/** The template in force on a date (local): the newest one that took effect on or before it. */
export async function templateOn(
	handle: Handle,
	branchId: string,
	kind: DocumentKind,
	on: LocalDate,
): Promise<TemplateRow | undefined> {
	return handle
		.selectFrom('notice_template')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('kind', '=', kind)
		.where('effective_from', '<=', on)
		.orderBy('effective_from', 'desc')
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst()
}

export async function templateById(handle: Handle, id: string): Promise<TemplateRow | undefined> {
	return handle.selectFrom('notice_template').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Every published version of a branch, newest first. */
export async function templatesOf(handle: Handle, branchId: string, kind?: DocumentKind): Promise<TemplateRow[]> {
	let query = handle.selectFrom('notice_template').selectAll().where('branch_id', '=', branchId)
	if (kind) query = query.where('kind', '=', kind)
	return query.orderBy('kind').orderBy('version', 'desc').limit(500).execute()
}

export async function insertTemplate(tx: Tx, row: TemplateRow): Promise<void> {
	await tx.insertInto('notice_template').values(row).execute()
}

/** The open draft of a kind; there is at most one. */
export async function openDraft(
	handle: Handle,
	branchId: string,
	kind: DocumentKind,
): Promise<TemplateDraftRow | undefined> {
	return handle
		.selectFrom('notice_template_draft')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('kind', '=', kind)
		.where('state', '=', 'OPEN')
		.executeTakeFirst()
}

export async function insertDraft(tx: Tx, row: Omit<TemplateDraftRow, 'version'>): Promise<void> {
	await tx.insertInto('notice_template_draft').values(row).execute()
}

/** New values of a draft that still has this version; true when there was one. */
export async function updateDraft(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<TemplateDraftRow, 'id' | 'version' | 'branch_id' | 'kind'>>,
): Promise<boolean> {
	const done = await tx
		.updateTable('notice_template_draft')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return Number(done.numUpdatedRows) === 1
}
