/** What the owner of the node is told about a refused delivery: what is probably wrong, and what to do. */
export const DIAGNOSES = {
	body_changed:
		'The signature fits the same JSON written in another way: a proxy or gateway before n8n reads the body and writes it again. Let it pass the body through unchanged.',
	former_secret:
		'It is signed with a secret that this credential held before. Enter that one as Previous Secret until the provider uses the new one.',
	secret_is_verify_token:
		'The secret of the credential and the Verify Token are the same text. The App Secret is another one: App settings > Basic > App secret.',
	signed_with_verify_token:
		'It is signed with the Verify Token. The sender must sign with the App Secret; Meta always does.',
	signed_by_360dialog:
		'It carries the signature of 360dialog, but Provider is set to Meta. Set Provider to 360dialog, or give this webhook URL to Meta only.',
	signed_by_meta:
		'It carries the signature of Meta, but Provider is set to 360dialog. Set Provider to Meta, or give this webhook URL to 360dialog only.',
	header_of_360dialog:
		'It carries the secret header of a webhook URL that was registered at 360dialog, but Provider is set to Meta. Set Provider to 360dialog.',
	header_not_signature:
		'It carries the secret header of the credential and no signature. Set Authentication to Secret Header.',
	signature_not_header: 'It is signed and carries no secret header. Set Authentication to Signature.',
	api_key_changed:
		'The header that this node registered has another value: the API key was replaced, or another workflow registered the webhook URL. Unpublish and publish this workflow.',
	spaces_differ: 'The secret header has the right value with leading or trailing spaces. Set it again at the sender without them.',
	other_secret:
		'It was signed with another secret, or is forged. Copy the secret into the credential again: at Meta App settings > Basic > App secret, of the app that the webhook URL was entered in; at 360dialog the platform secret of the Partner Hub.',
	other_value: 'Enter the same value in the credential and at the sender.',
	no_secret: 'Select a credential and enter its secret: what the parameter Authentication asks for.',
	not_examined:
		'Its body is too large, or too many were refused in this minute, to look for the reason. Small deliveries are always examined: look for other lines about refused requests.',
	no_proof: 'It proves nothing about its sender: it did not come from the provider, or a gateway removed the header.',
} as const;

export type Diagnosis = keyof typeof DIAGNOSES;
