'use strict';

/** Conditions of the nodes If, Filter and Switch. */
const operators = {
	isTrue: { type: 'boolean', operation: 'true', singleValue: true },
	isFalse: { type: 'boolean', operation: 'false', singleValue: true },
	equals: { type: 'string', operation: 'equals' },
	isNotEmpty: { type: 'string', operation: 'notEmpty', singleValue: true },
};

/**
 * Conditions that must all hold (or any, with `or`).
 * @param {Array<[string, keyof typeof operators, string?]>} list value, operator, value to compare with
 */
function conditions(list, combinator = 'and') {
	return {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		conditions: list.map(([leftValue, operator, rightValue = ''], index) => ({
			id: `condition-${index + 1}`,
			leftValue,
			rightValue,
			operator: operators[operator],
		})),
		combinator,
	};
}

/** The rules of a Switch: an output for each, with its name. */
const rules = (outputs) => ({
	values: Object.entries(outputs).map(([outputKey, list]) => ({ conditions: conditions(list), renameOutput: true, outputKey })),
});

module.exports = { conditions, rules };
