'use strict';

const express = require('express');

/** Odoo's partners behind JSON-RPC: login, search_read with `in`, create, write. */
module.exports = () => {
	let partners, log;
	const reset = () => {
		partners = [{ id: 11, name: 'Tomo A.', phone: '15550110002', ref: false, email: 'tomo@example.com' }];
		log = [];
	};
	reset();
	const methods = {
		search_read: (filters, _fields, offset, limit) =>
			partners.filter((partner) => filters.every(([field, operator, values]) => operator === 'in' && values.includes(partner[field]))).slice(offset, limit || undefined),
		create: (values) => {
			partners.push({ id: 11 + partners.length, ...values });
			log.push(`create ${partners.at(-1).id}`);
			return partners.at(-1).id;
		},
		write: ([id], values) => {
			Object.assign(partners.find((partner) => partner.id === id), values);
			log.push(`update ${id}`);
			return true;
		},
	};
	const router = express.Router();
	router.post('/jsonrpc', (request, response) => {
		const { service, args } = request.body.params;
		if (service === 'common') return void response.json({ jsonrpc: '2.0', result: 7 });
		const [, , , model, method, ...rest] = args;
		response.json({ jsonrpc: '2.0', result: model === 'res.partner' ? methods[method](...rest) : false });
	});
	return { router, state: () => ({ log, people: partners }), reset };
};
