'use strict';

/** The unit tests run on a server that is not on UTC: no time of an item may depend on its zone. */
module.exports = () => {
	process.env.TZ = 'America/Sao_Paulo';
};
