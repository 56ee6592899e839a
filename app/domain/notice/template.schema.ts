import * as z from 'zod/mini'
import { dateField, textField } from '../fields.schema.ts'
import type { TemplateBody } from './template.ts'

const title = () => textField(2, 60)
const text = () => textField(10, 6000)

/** A draft of wording as it is typed: title and text per language, the first day of validity. */
export const templateDraftSchema = z.object({
	effectiveFrom: dateField(),
	hansTitle: title(),
	hansText: text(),
	hantTitle: title(),
	hantText: text(),
	enTitle: title(),
	enText: text(),
})
export type TemplateDraftForm = z.infer<typeof templateDraftSchema>

export function bodyOfForm(form: TemplateDraftForm): TemplateBody {
	return {
		v: 1,
		texts: {
			'zh-Hans': { title: form.hansTitle, text: form.hansText },
			'zh-Hant': { title: form.hantTitle, text: form.hantText },
			en: { title: form.enTitle, text: form.enText },
		},
	}
}
