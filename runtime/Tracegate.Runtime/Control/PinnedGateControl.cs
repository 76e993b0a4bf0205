using Tracegate.Contract;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Session;

namespace Tracegate.Runtime.Control;

/// <summary>Commands for a pinned gate, which need no session.</summary>
internal static class PinnedGateControl
{
    /// <summary>Does a command; the answer is as a session's.</summary>
    /// <exception cref="FaultException">There is no such gate, or its state does not allow the command.</exception>
    internal static string Do(string path, string verb)
    {
        var pin = PinnedGate.Open(path) ?? throw Faults.BadGate.With(path, "there is no such pin");
        var gate = new Gate(new SharedSections(pin), isShared: true);
        if (gate.IsStopped && verb is not ("status" or "close"))
            throw Faults.BadGate.With(path, "it has been closed for good");
        switch (verb)
        {
            case "open" or "resume" when gate.State == GateState.Paused:
                gate.Resume();
                break;
            case "open":
                gate.Open();
                break;
            case "resume" when gate.State == GateState.Armed:
                throw Faults.BadGate.With(path, "it is held: open it first");
            case "pause" when gate.State == GateState.Armed:
                throw Faults.BadGate.With(path, "it is held: open it first");
            case "pause":
                gate.Pause();
                break;
            case "close":
                gate.Close();
                break;
            default:
                break;
        }

        var json = new JsonLine("status");
        json.Text("gate", path);
        json.Text("state", StateName(gate.State));
        return json.ToString();
    }

    private static string StateName(GateState state) => state switch
    {
        GateState.Armed => "held",
        GateState.Running => "running",
        GateState.Paused => "paused",
        _ => "closed",
    };
}
