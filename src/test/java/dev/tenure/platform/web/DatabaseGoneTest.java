package dev.tenure.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseGoneTest {

  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/reseller");
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  @DisplayName("a person gets a plain page with 503 and when to come back")
  void page() throws Exception {
    pass(gone());

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    assertThat(response.getContentType()).startsWith("text/html");
    assertThat(response.getContentAsString())
        .contains("<h1>The database can’t be reached</h1>", "what you typed is still there")
        .doesNotContain("style", "script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/customers", "/intake/v1/events"})
  @DisplayName("a program gets a problem with 503 and a stable code")
  void problem(String path) throws Exception {
    request.setRequestURI(path);

    pass(gone());

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentType()).startsWith("application/problem+json");
    assertThat(response.getContentAsString())
        .contains("\"status\":503", "\"code\":\"database-gone\"");
  }

  @Test
  @DisplayName("what was half written before the database went is thrown away")
  void halfWritten() throws Exception {
    new DatabaseGoneFilter()
        .doFilter(
            request,
            response,
            (asked, answer) -> {
              answer.getWriter().write("half a page");
              throw gone();
            });

    assertThat(response.getContentAsString()).doesNotContain("half a page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01", "57P03", "53300", "53100", "25006"})
  @DisplayName("a state of the server, wherever it sits among the causes, is a database gone")
  void serverStates(String state) {
    var failure =
        new ServletException(
            new UncategorizedSQLException("reading", null, new SQLException("gone", state)));

    assertThat(DatabaseGone.caused(failure)).isTrue();
  }

  @Test
  @DisplayName("a transaction that can't begin is a database gone")
  void noTransaction() {
    assertThat(
            DatabaseGone.caused(
                new CannotCreateTransactionException(
                    "begin", new SQLTransientConnectionException("pool is empty"))))
        .isTrue();
  }

  @Test
  @DisplayName("a fault of ours is not")
  void faultOfOurs() {
    var duplicate = new DuplicateKeyException("twice", new SQLException("twice", "23505"));

    assertThatThrownBy(() -> pass(duplicate)).isSameAs(duplicate);
    assertThat(new DatabaseGoneResolver().resolveException(request, response, null, duplicate))
        .isNull();
  }

  @Test
  @DisplayName("a controller that misses the database is answered before it becomes an incident")
  void controller() throws Exception {
    var view = new DatabaseGoneResolver().resolveException(request, response, null, gone());

    assertThat(view).isNotNull();
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentAsString()).contains("can’t be reached");
  }

  @Test
  @DisplayName("what the database stopped for taking too long says so, and what helps")
  void tooSlow() throws Exception {
    var stopped =
        new QueryTimeoutException("stopped", new SQLException("statement timeout", "57014"));
    request.setRequestURI("/api/v1/reports");

    new DatabaseGoneResolver().resolveException(request, response, null, stopped);

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentAsString())
        .contains("\"code\":\"took-too-long\"", "Choose a shorter period");
  }

  private void pass(RuntimeException failure) throws Exception {
    FilterChain failing =
        (asked, answer) -> {
          throw failure;
        };
    new DatabaseGoneFilter().doFilter(request, response, failing);
  }

  private static CannotGetJdbcConnectionException gone() {
    return new CannotGetJdbcConnectionException("gone", new SQLException("refused", "08001"));
  }
}
