import * as z from 'zod/mini'
import { textField } from '../fields.schema.ts'

/** The form that brings a register to the page. */
export const uploadRegisterSchema = z.object({ mapping: textField(1, 100) })

/** The form that imports a register that was looked at. */
export const confirmImportSchema = z.object({ upload: textField(1, 64) })

/** What the page shows: nothing yet, an upload, or what has been imported. */
export const importQuerySchema = z.object({
	upload: z._default(z.string().check(z.maxLength(64)), ''),
	view: z._default(z.enum(['bad', 'warnings']), 'bad'),
	done: z._default(z.string().check(z.maxLength(64)), ''),
})
