namespace SemCom;

/// <summary>One way.</summary>
/// <param name="Refers">For each patch "1" where it refers to the prototype, "0" elsewhere.</param>
/// <param name="Left">Share of the channel uses that the message leaves for the frame; 1 where no patch refers.</param>
/// <param name="ErrorDb">10·log10 of the mean squared error.</param>
/// <param name="ExpectedErrorDb">The same as the planner expects it.</param>
public sealed record GateTrial(string Refers, double Left, double ErrorDb, double ExpectedErrorDb);
