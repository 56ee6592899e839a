import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { MoneyField, TextField } from '#app/components/field.tsx'
import { CheckField, RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { paymentSchema } from '#app/domain/ledger/money.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { payInvoice, paymentForm } from '#app/usecases/ledger/pay-invoice.server.ts'

export const handle: PageHandle = { title: 'payment.title', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.deposit')
	return valueOrThrow(await paymentForm(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.deposit')
	const dealerId = idOf(args)
	const form = await readForm(args.request, paymentSchema)
	if (!form.ok) return invalid(form.result)
	const { debtId, amountYuan: amountFen, voucher, postedOn } = form.value
	const key = form.values.idempotencyKey
	const idempotencyKey = typeof key === 'string' && key !== '' ? key : ctx.newId()
	const done = await payInvoice(ctx, { dealerId, debtId, amountFen, voucher, postedOn, idempotencyKey })
	return respond(done, ({ txnId }) => paths.ledger({ txn: txnId }), { values: form.values })
}

export default function DealerPayment() {
	const t = useT()
	const formats = useFormats()
	const { dealer, invoices, idempotencyKey, today } = useLoaderData<typeof loader>()
	const form = useActForm(paymentSchema, {
		labels: {
			debtId: t('payment.invoice'),
			amountYuan: t('deposit.amount'),
			voucher: t('deposit.voucher'),
			postedOn: t('deposit.posted-on'),
			confirm: t('deposit.confirm'),
		},
		defaults: { postedOn: today },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('payment.title')}
				lead={t('payment.lead')}
				crumbs={[
					{ label: t('register.dealers'), to: paths.dealers() },
					{ label: dealer.name, to: paths.dealer(dealer.id) },
					{ label: t('payment.title') },
				]}
			/>
			{invoices.length === 0 ? (
				<Empty title={t('payment.none')}>{t('payment.none.text')}</Empty>
			) : (
				<ActForm form={form} idempotencyKey={idempotencyKey} guard>
					<RadioGroup
						name="debtId"
						options={invoices.map((one) => ({
							value: one.debtId,
							label: `${one.number} ${formats.money(one.openFen)}`,
							hint: t(`ledger.stream.${one.stream}`),
						}))}
					/>
					<MoneyField name="amountYuan" />
					<TextField name="voucher" width="m" hint={t('deposit.voucher.hint')} />
					<DateField name="postedOn" />
					<CheckField name="confirm" />
					<div className="btns mt4">
						<SubmitButton>{t('deposit.do')}</SubmitButton>
						<Link to={paths.dealer(dealer.id)}>{t('deposit.back')}</Link>
					</div>
				</ActForm>
			)}
		</>
	)
}
