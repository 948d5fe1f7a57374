# SPDX-License-Identifier: MIT
"""The hub of protocol 1, and the end of streams, which refuse what protocol 0 would."""

import time

from mercure_grants import DETAIL
from mercure_rules import STREAMS
from running_server import RunningServer
from test_hub import ID, KEY, TOPIC, Hub, claims, token

HUB = "https://hub.example.org/.well-known/mercure"
HEADER = {"typ": "at+jwt", "alg": "HS256"}
ENDING = STREAMS + "user%2F42%2Fnotifications"


def access(actions=("publish",), topics=({"match": TOPIC},), **others):
  now = int(time.time())
  members = {
    "iss": "https://bo.example.org", "aud": HUB, "exp": now + 240, "sub": "matines",
    "client_id": "matines", "iat": now, "jti": "1",
    "authorization_details": [
      {"type": DETAIL, "actions": list(actions), "topics": list(topics)}]} | others
  return {name: value for name, value in members.items() if value is not None}


class ProtocolOne(Hub):
  @classmethod
  def setUpClass(cls):
    cls.hub = RunningServer(
      "hub.py", "--key", KEY, "--protocol", "1", "--audience", HUB, "--ends-streams")

  def refused_token(self, reason, grant, header=None):
    self.hub.reset()
    self.refused(401, reason, jwt=token(grant, header or HEADER))

  def test_the_right_one_is_accepted(self):
    self.assertEqual(self.publish(jwt=token(access(), HEADER)), (200, ID))

  def test_a_token_of_the_other_kind(self):
    self.refused_token("typ is not at+jwt", access(), {"typ": "JWT", "alg": "HS256"})
    self.refused_token("iss is missing", claims())

  def test_each_missing_claim(self):
    for name in ("iss", "aud", "sub", "client_id", "iat", "jti", "authorization_details"):
      self.refused_token(f"{name} is missing", access(**{name: None}))

  def test_another_audience_or_an_empty_name(self):
    self.refused_token("aud is another hub", access(aud="https://elsewhere.example.org"))
    self.refused_token("jti is no text", access(jti=""))

  def test_more_than_the_right_to_publish_to_this_topic(self):
    wide = "authorization_details of something else"
    self.refused_token(wide, access(actions=("publish", "subscribe")))
    self.refused_token(wide, access(actions=("subscribe",)))
    self.refused_token("publish claim holds *", access(topics=({"match": "*"},)))
    self.refused_token(
      "publish claim lists more than the topic",
      access(topics=({"match": TOPIC}, {"match": "user/43/notifications"})))
    self.refused_token(
      "authorization_details with a pattern",
      access(topics=({"match": TOPIC, "match_type": "urlpattern"},)))

  def test_streams_are_ended_by_who_may_publish_there(self):
    good = token(access(), HEADER)
    answer = self.publish((), good, method="DELETE", target=ENDING)
    self.assertEqual((answer, self.hub.get("/ended")), ((200, ""), [TOPIC]))
    other = token(access(topics=({"match": "user/43/notifications"},)), HEADER)
    self.assertEqual(self.publish((), other, method="DELETE", target=ENDING)[0], 401)
    for odd in ("user/42/notifications", "user%2f42%2Fnotifications", "42", ""):
      status, _ = self.publish((), good, method="DELETE", target=STREAMS + odd)
      self.assertEqual(status, 400, odd)
    self.assertEqual(self.hub.get("/ended"), [TOPIC])


class OtherHub(Hub):
  def test_ends_no_streams(self):
    status, _ = self.publish((), method="DELETE", target=ENDING)
    self.assertEqual((status, self.hub.get("/ended")), (404, []))
