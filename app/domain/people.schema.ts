import { z } from 'zod'
import { loginName } from './account.schema.ts'

const optionalId = z
	.string()
	.trim()
	.max(64)
	.default('')
	.transform((id) => (id === '' ? null : id))
const version = z.coerce.number().int().positive()
const text = (max: number) => z.string().trim().max(max).default('')

/** 'branch', 'unit:<id>', 'department:<id>' or 'dealer:<id>', as the place list offers them. */
const placeText = z.string().regex(/^(branch|(unit|department|dealer):[0-9a-f-]{8,64})$/, 'issue.choose')
const roleText = z.string().min(1, 'issue.choose').max(40)

const newLogin = loginName.regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'issue.bad-format')

export const newPersonSchema = z.object({
	login: newLogin,
	name: z.string().trim().min(1, 'issue.required').max(40),
	phone: text(20),
	email: text(120),
	role: roleText,
	place: placeText,
	superior: optionalId,
	deputy: optionalId,
})

export const editPersonSchema = z.object({
	version,
	name: z.string().trim().min(1, 'issue.required').max(40),
	phone: text(20),
	email: text(120),
	superior: optionalId,
	deputy: optionalId,
})

export const grantSchema = z.object({ version, role: roleText, place: placeText })
export const revokeGrantSchema = z.object({ version, grant: z.string().min(1).max(64) })
export const personActSchema = z.object({ version })

const code = z
	.string()
	.trim()
	.min(1, 'issue.required')
	.max(20)
	.regex(/^[A-Za-z0-9-]+$/, 'issue.bad-format')
const unitName = z.string().trim().min(1, 'issue.required').max(60)

export const newUnitSchema = z.object({ parent: optionalId, code, name: unitName })
export const newDepartmentSchema = z.object({ code, name: unitName })

export const newTokenSchema = z.object({
	login: loginName,
	label: z.string().trim().min(1, 'issue.required').max(60),
})

export const deputySchema = z.object({ deputy: optionalId, version })

export type NewPerson = z.infer<typeof newPersonSchema>
export type EditPerson = z.infer<typeof editPersonSchema>
