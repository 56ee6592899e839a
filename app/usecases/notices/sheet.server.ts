import type { DocumentKind } from '#app/domain/notice/kinds.ts'
import type { Language3, NoticeText, NoticeTexts, SheetFacts } from '#app/domain/notice/text.ts'
import { localDateOf } from '#app/domain/time.ts'
import { type AnyBody, composeText } from '#app/infra/pdf/compose.server.ts'
import { shippedTemplates } from '#app/infra/shipped.server.ts'
import { paths } from '#app/paths.ts'
import { clocksOf } from '#db/queries/clocks.server.ts'
import { templateById } from '#db/queries/notice-templates.server.ts'
import type { NoticeRow } from '#db/queries/notices.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { templateBody } from './template.server.ts'

/** The wording as it was told; of a document from before wordings were kept, its template filled again. */
export async function textOf(handle: Handle, row: NoticeRow, language: Language3): Promise<NoticeText> {
	if (row.text_json !== null) return fromJson<NoticeTexts>(row.text_json)[language]
	const template = row.template_id === null ? undefined : await templateById(handle, row.template_id)
	const body = template ? templateBody(template) : shippedTemplates()[row.kind]
	return composeText(fromJson<AnyBody>(row.body_json), body, language)
}

type Sent = Pick<NoticeRow, 'body_json' | 'number' | 'sent_at' | 'sha256' | 'check_code'> & {
	readonly kind: DocumentKind
}

export function factsOf(origin: string, row: Sent): SheetFacts {
	const body = fromJson<AnyBody>(row.body_json)
	return {
		kind: row.kind,
		branch: body.branch,
		number: row.number,
		issuedOn: localDateOf(row.sent_at),
		sha256: row.sha256,
		checkCode: row.check_code,
		verifyUrl: `${origin}${paths.verify(row.check_code)}`,
		issued: true,
	}
}

/** The window that service of this document opened. */
export async function windowOf(handle: Handle, row: NoticeRow) {
	const kind = row.kind === 'pre-notice' ? 'penalty.defence' : row.kind === 'decision' ? 'penalty.review' : null
	if (kind === null || row.served_at === null || row.penalty_id === null) return null
	const clocks = (await clocksOf(handle, 'penalty', row.penalty_id)).filter((one) => one.kind === kind)
	const found = clocks.find((one) => one.startedAt >= row.sent_at) ?? clocks.at(-1)
	return found ? { kind, dueOn: found.dueOn, provisional: found.provisional } : null
}
