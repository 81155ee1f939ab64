-- Who may do what to each table, and whose rows they see (ADR 26). Runs after each migration and does nothing where all
-- stands as it says here. A new table needs one line; a test names those that have none.
--
--   table, what the platform may, what a reseller's people may, what a customer's may, how a row tells whose it is
--
-- S select, I insert, U update, D delete, L lock (the right to update the first column, which the rule holds fast).
-- Tables that are written once have none of U, D and L, for anybody.
DO $walls$
DECLARE
  list CONSTANT text[][] := ARRAY[
    -- Written once.
    ['account_intent',        'SI',   'SI',   'S',    'account_id'],
    ['audit_entry',           'SI',   'SI',   'SI',   'audit_entry'],
    ['billed_period',         'SI',   'S',    'S',    'reseller_id'],
    ['billing_terms',         'SI',   'SI',   'S',    'reseller_id'],
    ['invoice',               'SI',   'S',    '',     'reseller_id'],
    ['invoice_line',          'SI',   'S',    '',     'invoice_id'],
    ['invoice_part',          'SI',   'S',    '',     'invoice_id'],
    ['invoice_share',         'SI',   'S',    '',     'invoice_id'],
    ['invoice_terms',         'SI',   'S',    '',     'invoice_id'],
    ['plan_price',            'SI',   'S',    'S',    'plan_id'],
    ['trial_notice',          'SI',   'S',    '',     'customer_id'],
    -- Changed, but never deleted.
    ['audit_checkpoint',      'SIU',  '',     '',     'nobody'],
    ['audit_chain',           'SIU',  'SIU',  'SIU',  'chain_id'],
    ['billing_part',          'SIU',  'S',    'S',    'all'],
    ['billing_run',           'SIU',  '',     '',     'nobody'],
    ['billing_run_result',    'SIU',  '',     '',     'reseller_id'],
    ['call_columns',          'SIU',  '',     'SIU',  'person_id'],
    ['clock_kept',            'SU',   '',     '',     'nobody'],
    ['clock_step',            'SIU',  '',     '',     'nobody'],
    ['customer',              'SIU',  'SIU',  'SL',   'customer'],
    ['customer_measures',     'SIU',  'SIU',  'SIU',  'customer_id'],
    ['customer_search',       'SIU',  'SIU',  '',     'customer_id'],
    ['effect',                'SIU',  'SIU',  '',     'account_id'],
    ['found_cap',             'SIU',  'SIU',  'S',    'customer_id'],
    ['found_notice',          'SIU',  'S',    '',     'reseller_id'],
    ['found_user',            'SIUD', 'SIUD', 'S',    'customer_id'],
    ['holder_join',           'SIU',  'SIU',  'S',    'customer_id'],
    ['intake_count',          'SIU',  'SIU',  'S',    'source_id'],
    ['issuer',                'SIU',  'S',    '',     'all'],
    ['mail',                  'SIU',  'I',    'I',    'nobody'],
    ['person',                'SIU',  'SIU',  'SIU',  'person'],
    ['price_plan',            'SIU',  'S',    'S',    'plan'],
    ['queue_log_import',      'SIU',  'SIU',  '',     'source_id'],
    ['queue_log_reason',      'SIU',  'SIU',  '',     'import_id'],
    ['queue_log_renamed',     'SIU',  'SIU',  '',     'source_id'],
    ['queue_log_skip',        'SIU',  'SIU',  '',     'import_id'],
    ['reinstatement_request', 'SIU',  'SIU',  '',     'customer_id'],
    ['report_rule',           'SIU',  'S',    'SIU',  'customer_id'],
    ['report_view',           'SIU',  '',     'SIU',  'customer_id'],
    ['reseller',              'SIU',  'SL',   'S',    'reseller'],
    ['reseller_billing',      'SIU',  'SL',   'SL',   'reseller_id'],
    ['source',                'SIU',  'SIU',  'S',    'source'],
    ['source_customer',       'SIU',  'SIU',  'S',    'source_customer'],
    ['source_gap',            'SIU',  'SIU',  'S',    'source_id'],
    ['source_link',           'SIU',  'SIU',  '',     'source_id'],
    -- Worked on.
    ['agent',                 'SIUD', 'SIUD', 'S',    'customer_id'],
    ['agent_interval',        'SIUD', 'SIUD', 'S',    'customer_id'],
    ['agent_offer',           'SIUD', 'SIUD', 'S',    'customer_id'],
    ['call',                  'SIUD', 'SIUD', 'S',    'customer_id'],
    ['fact_touched',          'SIUD', 'SIUD', 'SIUD', 'customer_id'],
    ['form_key',              'SIUD', 'SIU',  'SIU',  'organisation'],
    ['guess',                 'SIUD', '',     '',     'nobody'],
    ['held_customer',         'SIUD', 'SIUD', '',     'reseller_id'],
    ['intake_agent_event',    'SIUD', 'SUD',  'S',    'customer_id'],
    ['intake_call_entry',     'SIUD', 'SUD',  'S',    'customer_id'],
    ['intake_lane',           'SIUD', 'SL',   '',     'all'],
    ['intake_unfolded',       'SIUD', '',     '',     'nobody'],
    ['known_browser',         'SIUD', '',     '',     'person_id'],
    ['licence',               'SIUD', 'SIUD', 'SIUD', 'customer_id'],
    ['licence_holder',        'SIUD', 'SIUD', 'SIU',  'customer_id'],
    ['licence_mark',          'SIUD', 'SIUD', 'SIU',  'customer_id'],
    ['live_threshold',        'SIUD', '',     'SIUD', 'customer_id'],
    ['login_link',            'SIUD', 'SIUD', 'SIUD', 'person_id'],
    ['product_part',          'SIUD', 'S',    'S',    'all'],
    ['queue_log_known',       'SIUD', 'SIUD', '',     'source_id'],
    ['queue_visit',           'SIUD', 'SIUD', 'S',    'customer_id'],
    ['queue_wrap_up',         'SIUD', 'S',    'SIUD', 'customer_id'],
    ['report_agent_day',      'SIUD', 'S',    'SIUD', 'customer_id'],
    ['report_day',            'SIUD', 'S',    'SIUD', 'customer_id'],
    ['report_day_done',       'SIUD', 'S',    'SIUD', 'customer_id'],
    ['report_quarter',        'SIUD', 'S',    'S',    'customer_id'],
    ['segment',               'SIUD', 'SIUD', 'S',    'customer_id'],
    ['service_period',        'SIUD', 'SIUD', 'S',    'customer_id'],
    ['session',               'SIUD', 'SUD',  'SUD',  'person_id'],
    ['sign_in_refusal',       'SIUD', '',     '',     'nobody'],
    ['tally',                 'SIUD', 'SIUD', 'S',    'reseller_id'],
    ['tally_count',           'SIUD', 'SIUD', 'SIUD', 'reseller_id'],
    -- How far migrations are, for commands beside a running Tenure.
    ['flyway_schema_history', 'S',    '',     '',     'nobody']
  ];
  -- Tables and views that tenants read through a view of their own. PostgreSQL evaluates a policy before whatever might
  -- tell of rows that it hides, as ranges' overlaps and LIKE might, so that no index serves these behind a policy. Such a
  -- view has the same rule as its own condition, and everything else is planned with it. Their roles have no right to
  -- what is behind it.
  through CONSTANT text[][] := ARRAY[
    ['agent_interval',      'customer_id'],
    ['agent_offer',         'customer_id'],
    ['call',                'customer_id'],
    ['customer_search',     'customer_id'],
    ['queue_visit',         'customer_id'],
    ['segment',             'customer_id'],
    ['agent_interval_seen', 'customer_id'],
    ['agent_offer_seen',    'customer_id'],
    ['call_seen',           'customer_id'],
    ['queue_visit_seen',    'customer_id']
  ];
  application CONSTANT text := COALESCE(NULLIF(current_setting('tenure.application', true), ''), 'tenure_app');
  roles CONSTANT text[] := ARRAY[
    application, application || '_worker', application || '_reseller', application || '_customer'];
  wanted text;
  line text[];
  seen text[];
  i integer;
  may text;
  name text;
  behind text;
  view_of record;
BEGIN
  -- An older schema, on its way here; or a database whose owner does it all.
  IF to_regprocedure('public.wall_rule(text, text, boolean, boolean)') IS NULL
    OR (SELECT count(*) FROM pg_roles r WHERE r.rolname = ANY (roles)) < 4
  THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(x'7e9a7e3a'::bigint), set_config('client_min_messages', 'warning', true);
  IF has_database_privilege(application || '_customer', current_database(), 'TEMPORARY') THEN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  END IF;
  SELECT md5(concat_ws(E'\n', list::text, through::text, roles::text,
    pg_get_functiondef('public.wall_rule(text, text, boolean, boolean)'::regprocedure),
    (SELECT string_agg(concat_ws(' ', c.relname, c.relkind, a.attname, a.atttypid::regtype), ',' ORDER BY c.relname, a.attnum)
     FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')),
    (SELECT string_agg(v.definition, ',' ORDER BY v.viewname) FROM pg_views v WHERE v.schemaname = 'public')))
  INTO wanted;
  IF to_regnamespace('of_customer') IS NOT NULL
    AND obj_description(to_regnamespace('of_customer'), 'pg_namespace') = wanted
    AND has_schema_privilege(application || '_customer', 'of_customer', 'USAGE')
    AND has_table_privilege(application || '_customer', 'public.customer', 'SELECT')
  THEN
    RETURN;
  END IF;

  EXECUTE 'REVOKE CREATE ON SCHEMA public FROM PUBLIC';
  EXECUTE 'DROP SCHEMA IF EXISTS of_reseller, of_customer CASCADE';
  EXECUTE 'CREATE SCHEMA of_reseller';
  EXECUTE 'CREATE SCHEMA of_customer';
  EXECUTE format('GRANT USAGE ON SCHEMA of_reseller TO %I', application || '_reseller');
  EXECUTE format('GRANT USAGE ON SCHEMA of_customer TO %I', application || '_customer');
  FOREACH name IN ARRAY roles LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', name);
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', name);
  END LOOP;

  FOREACH line SLICE 1 IN ARRAY list LOOP
    CONTINUE WHEN to_regclass('public.' || quote_ident(line[1])) IS NULL;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', line[1]);
    EXECUTE format('DROP POLICY IF EXISTS platform ON public.%I', line[1]);
    EXECUTE format('DROP POLICY IF EXISTS reseller ON public.%I', line[1]);
    EXECUTE format('DROP POLICY IF EXISTS customer ON public.%I', line[1]);
    EXECUTE format('CREATE POLICY platform ON public.%I TO %I, %I USING (true)', line[1], roles[1], roles[2]);
    FOR i IN 1 .. 4 LOOP
      -- Platform and worker have the same rights; then a reseller's people, then a customer's.
      may := line[GREATEST(2, i)];
      CONTINUE WHEN may = '';
      IF i > 2 THEN
        EXECUTE format('CREATE POLICY %s ON public.%I TO %I USING (%s) WITH CHECK (%s)',
          CASE i WHEN 3 THEN 'reseller' ELSE 'customer' END, line[1], roles[i],
          wall_rule(line[1], line[5], i = 4, false), wall_rule(line[1], line[5], i = 4, true));
      END IF;
      EXECUTE format('GRANT %s ON public.%I TO %I',
        array_to_string(ARRAY(
          SELECT CASE letter
                   WHEN 'S' THEN 'SELECT' WHEN 'I' THEN 'INSERT' WHEN 'U' THEN 'UPDATE' WHEN 'D' THEN 'DELETE'
                   WHEN 'L' THEN format('UPDATE (%I)', (
                     SELECT a.attname FROM pg_attribute a
                     WHERE a.attrelid = to_regclass('public.' || quote_ident(line[1])) AND a.attnum = 1))
                 END
          FROM regexp_split_to_table(may, '') AS letter), ', '),
        line[1], roles[i]);
    END LOOP;
  END LOOP;

  -- A view asks as its reader, so that the policies of what it reads hold; those that tenants read through a view of
  -- their own ask as the owner, and only the platform may.
  FOR view_of IN SELECT v.viewname FROM pg_views v WHERE v.schemaname = 'public' LOOP
    EXECUTE format('GRANT SELECT ON public.%I TO %I, %I', view_of.viewname, roles[1], roles[2]);
    IF NOT view_of.viewname = ANY (through) THEN
      EXECUTE format('ALTER VIEW public.%I SET (security_invoker = true)', view_of.viewname);
      EXECUTE format('GRANT SELECT ON public.%I TO %I, %I', view_of.viewname, roles[3], roles[4]);
    END IF;
  END LOOP;

  FOREACH seen SLICE 1 IN ARRAY through LOOP
    CONTINUE WHEN to_regclass('public.' || quote_ident(seen[1])) IS NULL;
    FOR i IN 3 .. 4 LOOP
      may := 'S';
      FOREACH line SLICE 1 IN ARRAY list LOOP
        may := CASE WHEN line[1] = seen[1] THEN line[i] ELSE may END;
      END LOOP;
      CONTINUE WHEN may = '';
      behind := CASE i WHEN 3 THEN 'of_reseller' ELSE 'of_customer' END;
      EXECUTE format('CREATE VIEW %s.%I AS SELECT * FROM public.%I WHERE %s%s', behind, seen[1], seen[1],
        wall_rule(seen[1], seen[2], i = 4, false), CASE WHEN may = 'S' THEN '' ELSE ' WITH CHECK OPTION' END);
      EXECUTE format('GRANT %s ON %s.%I TO %I',
        array_to_string(ARRAY(
          SELECT CASE letter WHEN 'S' THEN 'SELECT' WHEN 'I' THEN 'INSERT' WHEN 'U' THEN 'UPDATE' WHEN 'D' THEN 'DELETE' END
          FROM regexp_split_to_table(may, '') AS letter), ', '),
        behind, seen[1], roles[i]);
      EXECUTE format('REVOKE ALL ON public.%I FROM %I', seen[1], roles[i]);
    END LOOP;
  END LOOP;
  EXECUTE format('COMMENT ON SCHEMA of_customer IS %L', wanted);
END
$walls$;
