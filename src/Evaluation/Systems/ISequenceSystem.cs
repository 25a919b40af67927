namespace SemCom.Evaluation;

/// <summary>A system that sends the pictures of a sequence over one link, whose ends may remember what they have seen.</summary>
public interface ISequenceSystem : ISystem
{
    /// <summary>True when single pictures make no sense, for what it shows needs earlier ones.</summary>
    bool NeedsSequence { get; }

    /// <summary>Sets up the link for one sequence, whose ends know nothing yet.</summary>
    /// <param name="conditions">The link; its frame number is that of the first picture.</param>
    /// <exception cref="SemComException">The conditions cannot be used.</exception>
    ISystemSequence Begin(LinkConditions conditions);
}

/// <summary>One sequence on its way. Pictures are sent one after another; disposing it closes the link.</summary>
public interface ISystemSequence : IAsyncDisposable
{
    /// <summary>Sends the next picture; the result depends on nothing but the conditions and the pictures up to here.</summary>
    /// <exception cref="SemComException">The picture cannot be used.</exception>
    ValueTask<SystemResult> SendAsync(Picture picture, CancellationToken cancellationToken);
}
