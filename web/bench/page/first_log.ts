/** The log of the first question, small enough to be no matter. */

import type { Log } from '../peers/peer';

const ndjson = `{"id":"1","stream":"user-1","type":"UserRegistered","schemaVersion":1,"time":"2026-01-05T09:00:00Z","data":{"userId":"1"}}
{"id":"2","stream":"order-1","type":"PaymentReceived","schemaVersion":1,"time":"2026-01-05T09:00:01Z","data":{"orderId":"1","amount":"5.98","currency":"EUR"}}
`;

const csv = `position,id,stream,type,schema_version,time,currency,amount,user_id,data
1,1,user-1,UserRegistered,1,1767603600000,,,1,"{""userId"":""1""}"
2,2,order-1,PaymentReceived,1,1767603601000,EUR,598,,"{""orderId"":""1"",""amount"":""5.98"",""currency"":""EUR""}"
`;

export const firstLog: Log = { ndjson: new Blob([ndjson]), csv: new Blob([csv]) };
