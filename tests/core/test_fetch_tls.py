"""A fetch over TLS goes to the address and trusts the name."""

import ssl

import pytest

from factcheck.core.fetch import FetchFailed, _public_trust
from tests.core.fetching import Names, fetcher_for
from tests.core.servers import CERTS, moved, reply, serving


class TestTls:
    """The connection goes to the address, the certificate is for the name."""

    trust = ssl.create_default_context(cafile=CERTS / "authority.pem")
    names = Names(secure_test=["127.0.0.1"], other_test=["127.0.0.1"], xn____bcher__kva_test=["127.0.0.1"])

    def test_name_and_host_are_kept(self) -> None:
        with serving({"/": reply(b"safe")}, secure=True) as server:
            fetcher = fetcher_for(server, names=self.names, trust=self.trust)
            got = fetcher.fetch(server.url(host="Secure.test", scheme="https"))
        assert got.body == b"safe"
        [asked] = server.asked
        assert asked.server_name == "secure.test"
        assert asked.headers["host"] == f"secure.test:{server.port}"

    def test_an_international_name(self) -> None:
        with serving({"/": reply(b"safe")}, secure=True) as server:
            fetcher = fetcher_for(server, names=self.names, trust=self.trust)
            assert fetcher.fetch(server.url(host="bücher.test", scheme="https")).body == b"safe"
        assert server.asked[0].headers["host"] == f"xn--bcher-kva.test:{server.port}"

    def test_a_certificate_for_an_address(self) -> None:
        with serving({"/": reply(b"safe")}, secure=True) as server:
            assert fetcher_for(server, trust=self.trust).fetch(server.url(scheme="https")).body == b"safe"

    def test_a_certificate_for_another_name_is_not_accepted(self) -> None:
        with (
            serving({"/": reply(b"safe")}, secure=True) as server,
            pytest.raises(FetchFailed, match=r"certificate of other\.test was not accepted.*mismatch"),
        ):
            fetcher_for(server, names=self.names, trust=self.trust).fetch(server.url(host="other.test", scheme="https"))
        assert server.asked == []

    def test_an_unknown_authority_is_not_accepted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTS / "authority.pem"))
        _public_trust.cache_clear()
        with (
            serving({"/": reply(b"safe")}, secure=True) as server,
            pytest.raises(FetchFailed, match=r"certificate of secure\.test was not accepted"),
        ):
            fetcher_for(server, names=self.names).fetch(server.url(host="secure.test", scheme="https"))
        assert server.asked == []

    def test_plain_http_on_a_secure_port_is_no_answer(self) -> None:
        with serving({"/": reply(b"x")}) as server, pytest.raises(FetchFailed):
            fetcher_for(server, trust=self.trust).fetch(server.url(scheme="https"), deadline=1)

    def test_a_redirect_from_secure_to_plain_is_judged_as_any(self) -> None:
        with serving({"/": reply(b"plain")}) as plain:
            to = plain.url(host="secure.test")
            with serving({"/": moved(to)}, secure=True) as server:
                fetcher = fetcher_for(server, plain, names=self.names, trust=self.trust)
                assert fetcher.fetch(server.url(host="secure.test", scheme="https")).url == to
