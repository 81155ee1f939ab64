-- Whose rows a connection shows (ADR 26). Unset or empty it is nobody's, and nothing is shown.
CREATE FUNCTION tenant() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CAST(NULLIF(current_setting('tenure.tenant', true), '') AS uuid);

-- How a row tells whose it is: the condition on it, for a reseller's people or a customer's. "is" is the table's own
-- name for its rows; "writing" asks what may be written, which differs where somebody writes what they can't read.
CREATE FUNCTION wall_rule(is_in text, rows_by text, customers boolean, writing boolean) RETURNS text
  LANGUAGE plpgsql STABLE AS $$
DECLARE
  mine CONSTANT text := '(SELECT public.tenant())';
  our_reseller CONSTANT text := '(SELECT c.reseller_id FROM public.customer c WHERE c.id = (SELECT public.tenant()))';
  reseller_of CONSTANT text := CASE WHEN customers THEN our_reseller ELSE mine END;
  customer CONSTANT text :=
    'EXISTS (SELECT FROM public.customer c WHERE c.id = %s AND c.reseller_id = (SELECT public.tenant()))';
  person CONSTANT text :=
    '(p.reseller_id = (SELECT public.tenant()) OR EXISTS (SELECT FROM public.customer c'
    ' WHERE c.id = p.customer_id AND c.reseller_id = (SELECT public.tenant())))';
  rule text;
BEGIN
  rule := CASE rows_by
    WHEN 'all' THEN 'true'
    WHEN 'nobody' THEN CASE WHEN writing THEN 'true' ELSE 'false' END
    WHEN 'customer' THEN CASE WHEN customers THEN 'T.id = ' || mine ELSE 'T.reseller_id = ' || mine END
    WHEN 'reseller' THEN 'T.id = ' || reseller_of
    WHEN 'customer_id' THEN
      CASE WHEN customers THEN 'T.customer_id = ' || mine ELSE format(customer, 'T.customer_id') END
    WHEN 'reseller_id' THEN 'T.reseller_id = ' || reseller_of
    WHEN 'organisation' THEN 'T.organisation = ' || mine
    WHEN 'account_id' THEN
      'T.account_id = ' || mine || CASE WHEN customers THEN '' ELSE ' OR ' || format(customer, 'T.account_id') END
    WHEN 'chain_id' THEN
      'T.chain_id = ' || mine
      || CASE WHEN customers THEN ' OR T.chain_id = ' || our_reseller ELSE ' OR ' || format(customer, 'T.chain_id') END
    WHEN 'audit_entry' THEN
      'T.chain_id = ' || mine
      || CASE
           WHEN customers AND writing THEN ' OR T.chain_id = ' || our_reseller
           WHEN customers THEN ' OR T.customer_id = ' || mine
           WHEN writing THEN ' OR ' || format(customer, 'T.chain_id')
           ELSE ' OR T.reseller_id = ' || mine
         END
    WHEN 'person' THEN
      CASE
        WHEN customers THEN 'T.customer_id = ' || mine
        ELSE replace(person, 'p.', 'T.')
      END
    WHEN 'person_id' THEN
      'EXISTS (SELECT FROM public.person p WHERE p.id = T.person_id AND '
      || CASE WHEN customers THEN 'p.customer_id = ' || mine ELSE person END || ')'
    WHEN 'source' THEN
      CASE
        WHEN customers THEN
          'EXISTS (SELECT FROM public.source_customer sc WHERE sc.source_id = T.id AND sc.customer_id = ' || mine || ')'
        ELSE 'T.reseller_id = ' || mine
      END
    WHEN 'source_id' THEN
      CASE
        WHEN customers THEN
          'EXISTS (SELECT FROM public.source_customer sc'
          ' WHERE sc.source_id = T.source_id AND sc.customer_id = ' || mine || ')'
        ELSE
          'EXISTS (SELECT FROM public.source s WHERE s.id = T.source_id AND s.reseller_id = ' || mine || ')'
      END
    -- A phone system is one reseller's, and serves its customers only.
    WHEN 'source_customer' THEN
      CASE
        WHEN customers THEN 'T.customer_id = ' || mine
        ELSE
          'EXISTS (SELECT FROM public.source s WHERE s.id = T.source_id AND s.reseller_id = ' || mine || ')'
          || CASE WHEN writing THEN ' AND ' || format(customer, 'T.customer_id') ELSE '' END
      END
    WHEN 'import_id' THEN
      'EXISTS (SELECT FROM public.queue_log_import i JOIN public.source s ON s.id = i.source_id'
      ' WHERE i.id = T.import_id AND s.reseller_id = ' || mine || ')'
    WHEN 'invoice_id' THEN
      'EXISTS (SELECT FROM public.invoice i WHERE i.id = T.invoice_id AND i.reseller_id = ' || mine || ')'
    WHEN 'plan' THEN
      'T.id IN (SELECT b.plan_id FROM public.billing_terms b WHERE b.reseller_id = ' || reseller_of
      || ' UNION ALL SELECT b.plan_id FROM public.reseller_billing b WHERE b.reseller_id = ' || reseller_of || ')'
    WHEN 'plan_id' THEN
      'T.plan_id IN (SELECT b.plan_id FROM public.billing_terms b WHERE b.reseller_id = ' || reseller_of
      || ' UNION ALL SELECT b.plan_id FROM public.reseller_billing b WHERE b.reseller_id = ' || reseller_of || ')'
  END;
  IF rule IS NULL THEN
    RAISE EXCEPTION 'no rule is called %', rows_by;
  END IF;
  RETURN replace(rule, 'T.', quote_ident(is_in) || '.');
END
$$;
