"""What the gateway answers by itself, for the embedded engine: one of the adaptations of `onestop_cli.engine.gaps`."""

from __future__ import annotations

from typing import Any


def spell_out_gateway_responses(template: dict[str, Any]) -> dict[str, Any]:
    """Turn the answers that an API gives by itself into resources. Their names come before that of its deployment, and
    the engine makes what is ready in the order of names: a deployment keeps the answers that there are by then."""
    resources = dict(template["Resources"])
    for name, entry in template["Resources"].items():
        answers = entry.get("Properties", {}).get("GatewayResponses") or {}
        for kind, answer in answers.items() if entry["Type"] == "AWS::Serverless::Api" else ():
            headers = answer.get("ResponseParameters", {}).get("Headers", {})
            properties = {
                "RestApiId": {"Ref": name},
                "ResponseType": kind,
                "ResponseParameters": {f"gatewayresponse.header.{each}": value for each, value in headers.items()},
                "ResponseTemplates": answer.get("ResponseTemplates", {}),
            }
            properties |= {"StatusCode": str(answer["StatusCode"])} if "StatusCode" in answer else {}
            spelled = f"{name}Answer{kind.title().replace('_', '')}"
            resources[spelled] = {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": properties}
    return {**template, "Resources": resources}
