namespace SemCom;

/// <summary>
/// A player who knows the future: true SNRs, free shares, scenes and which frames will be lost. It searches the episode's decisions frame by frame and keeps the best few hundred of all histories (beam
/// search), for several prices of the energy that is left; of the histories that end it takes the best. No policy can see what it sees; it is a rival that cannot be had.
/// </summary>
/// <param name="beam">Histories that are kept.</param>
public sealed class Oracle(int beam = 200)
{
    /// <summary>Prices of energy left, in reward for a picture at 1/16 and nominal power.</summary>
    private static readonly double[] EnergyPrices = [0, 0.3, 1];

    /// <summary>What a later frame is worth less: the worth of a good picture that stays, in frames like this one.</summary>
    private const double Lookahead = 4;

    /// <summary>The rewards of the best history that was found, frame by frame.</summary>
    public IReadOnlyList<FrameResult> Play(StreamWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var future = Enumerable.Range(0, world.Trace.Frames.Count).Select(frame =>
            Enumerable.Range(0, world.Catalogue.Actions.Count).Select(action => world.Recorded(frame, action, world.Trace.Frames[frame].SnrDb)).ToArray()).ToArray();
        return EnergyPrices.Select(price => Search(world, future, price)).MaxBy(history => history.Sum(result => result.Reward))!;
    }

    private List<FrameResult> Search(StreamWorld world, Transmission[][] future, double energyPrice)
    {
        var histories = new List<History> { new(StreamState.Begin(world.Scenario), 0, null, default) };
        var frames = world.Trace.Frames;
        for (var frame = 0; frame < frames.Count; frame++)
        {
            var next = new PriorityQueue<History, double>();
            var transmissions = future[frame];
            foreach (var history in histories)
            {
                for (var action = 0; action < transmissions.Length; action++)
                {
                    var state = history.State;
                    var result = world.Step(ref state, frame, action, transmissions[action], transmissions[action].Outcome.LossRate > frames[frame].LossDraw);
                    if (action > 0 && result.Fate is not (FrameFate.Arrived or FrameFate.Late))
                        continue; // nobody who knows the future tries in vain
                    var total = history.Total + result.Reward;
                    var worth = total + (frame == frames.Count - 1 ? 0 : energyPrice) * state.Battery + Math.Min(Lookahead, frames.Count - 1 - frame) * Standing(world, state, frame);
                    if (next.Count == beam)
                    {
                        if (next.TryPeek(out _, out var worst) && worth <= worst)
                            continue;
                        next.Dequeue();
                    }
                    next.Enqueue(new History(state, total, history, result), worth);
                }
            }
            histories = [.. next.UnorderedItems.Select(item => item.Element)];
        }
        return histories.MaxBy(history => history.Total)!.Results();
    }

    /// <summary>What the picture that is now known is worth while it stands.</summary>
    private static double Standing(StreamWorld world, in StreamState state, int frame)
    {
        var (error, focusError, similarity) = world.Shown(state, Math.Min(frame + 1, world.Trace.Frames.Count - 1));
        return world.Worth(error, focusError, similarity);
    }

    private sealed record History(StreamState State, double Total, History? Before, FrameResult Result)
    {
        public List<FrameResult> Results()
        {
            var results = new List<FrameResult>();
            for (var at = this; at.Before is not null; at = at.Before)
                results.Add(at.Result);
            results.Reverse();
            return results;
        }
    }
}
